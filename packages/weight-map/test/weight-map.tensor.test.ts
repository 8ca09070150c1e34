import type { Tensor1D } from '@tensorflow/tfjs-core';
import { type Label, labelFromArray, labelToArray, weightFromArray, weightToArray } from '@unet/tensor';
import * as tensors from '@unet/weight-map';
import * as arrays from '@unet/weight-map/arrays';
import { countReads, expectAllClose, expectNoLeak, randomLabel } from '@unet-internal/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const array = randomLabel(19, 14, 3, 'tensors');
// Textures keep float32, but may round on the way.
const rounding = { absolute: 1e-6, relative: 1e-6 };

let label: Label;
beforeAll(() => {
  label = labelFromArray(array);
});
afterAll(() => {
  label.dispose();
});

describe('measured on the CPU, the label is read once', () => {
  it('weightMap', async () => {
    await expectNoLeak(async () => {
      const options = { kind: 'instances', gap: 1, sigma: 2, region: 'background' } as const;
      let map: Awaited<ReturnType<typeof tensors.weightMap>> | undefined;
      expect(
        await countReads(async () => {
          map = await tensors.weightMap(label, options);
        }),
      ).toBe(1);
      expect([map!.dtype, ...map!.shape]).toEqual(['float32', 19, 14]);
      expectAllClose((await weightToArray(map!)).data, arrays.weightMap(array, options).data, rounding);
      return [map!];
    });
  });

  it('weightMap, by default and with the cells of a whole slice', async () => {
    await expectNoLeak(async () => {
      const cells = labelFromArray(array);
      const plain = await tensors.weightMap(label);
      const joined = await tensors.weightMap(label, { balance: [1, 2, 3], cells });
      expectAllClose((await weightToArray(plain)).data, arrays.weightMap(array).data, rounding);
      const expected = arrays.weightMap(array, { balance: [1, 2, 3], cells: array });
      expectAllClose((await weightToArray(joined)).data, expected.data, rounding);
      return [cells, plain, joined];
    });
  });

  it('nearestTwoCells', async () => {
    await expectNoLeak(async () => {
      const { first, second, nearest } = await tensors.nearestTwoCells(label, { distanceTo: 'cell' });
      const expected = arrays.nearestTwoCells(array, { distanceTo: 'cell' });
      expectAllClose((await weightToArray(first)).data, expected.first.data, rounding);
      expectAllClose((await weightToArray(second)).data, expected.second.data, rounding);
      expect(await labelToArray(nearest)).toEqual(expected.nearest);
      return [first, second, nearest];
    });
  });
});

it('leaves the label to the caller', async () => {
  (await tensors.weightMap(label)).dispose();
  tensors.classBalanceMap(label, { classes: 3 }).dispose();
  tensors.separateInstances(label).dispose();
  expect(await labelToArray(label)).toEqual(array);
});

describe('says what is wrong with its arguments', () => {
  it('arrays instead of tensors', async () => {
    const message = 'must be a [height, width] int32 tensor, got { height, width, data }';
    const given = array as never;
    expect(() => tensors.classWeights(given, { classes: 2 })).toThrow(new TypeError(`classWeights: label ${message}`));
    expect(() => tensors.classBalanceMap(given, { classes: 2 })).toThrow(
      new TypeError(`classBalanceMap: label ${message}`),
    );
    expect(() => tensors.borderTerm(given, given)).toThrow(new TypeError(`borderTerm: cells ${message}`));
    expect(() => tensors.innerBoundary(given)).toThrow(new TypeError(`innerBoundary: cells ${message}`));
    expect(() => tensors.separateInstances(given)).toThrow(new TypeError(`separateInstances: instances ${message}`));
    expect(() => tensors.labelFromInstances(given)).toThrow(new TypeError(`labelFromInstances: instances ${message}`));
    await expect(tensors.weightMap(given)).rejects.toThrow(new TypeError(`weightMap: label ${message}`));
  });

  it('options', async () => {
    for (const [name, call] of Object.entries({
      classWeights: tensors.classWeights,
      classBalanceMap: tensors.classBalanceMap,
    })) {
      const missing = `${name}: classes must be given for a tensor, since only a read could find them in it`;
      expect(() => call(label, {} as never)).toThrow(new TypeError(missing));
      expect(() => call(label, undefined as never)).toThrow(new TypeError(missing));
      expect(() => call(label, 3 as never)).toThrow(new TypeError(`${name}: options must be an object, got 3`));
      expect(() => call(label, { classes: 0 })).toThrow(
        new RangeError(`${name}: classes must be a positive integer, got 0`),
      );
      expect(() => call(label, { class: 2 } as never)).toThrow(
        new TypeError(`${name}: options.class is not an option, only classes, balance`),
      );
    }
    expect(() => tensors.classBalanceMap(label, { classes: 3, balance: [1, 2] })).toThrow(
      new RangeError('classBalanceMap: balance must have one weight for each of 3 classes, got 2'),
    );
    await expectNoLeak(() => {
      const balance = tensors.classWeights(label, { classes: 2 });
      expect(() => tensors.classBalanceMap(label, { classes: 3, balance })).toThrow(
        new RangeError('classBalanceMap: balance must have one weight for each of 3 classes, got 2'),
      );
      balance.dispose();
      expect(() => tensors.classBalanceMap(label, { classes: 2, balance })).toThrow(
        new TypeError('classBalanceMap: balance must not be disposed'),
      );
    });
    expect(() => tensors.classBalanceMap(label, { classes: 3, balance: label as unknown as Tensor1D })).toThrow(
      new TypeError('classBalanceMap: balance must be a [classes] float32 tensor, got [19,14] int32 tensor'),
    );
    expect(() => tensors.separateInstances(label, { gap: 3 as 2 })).toThrow(
      new RangeError('separateInstances: gap must be 1 or 2, got 3'),
    );
    await expect(tensors.weightMap(label, { sigmaa: 1 } as object)).rejects.toThrow(
      /^weightMap: options\.sigmaa is not an option, only kind, /,
    );
  });

  it('distances of another size', async () => {
    await expectNoLeak(async () => {
      const first = weightFromArray({ height: 1, width: 2, data: new Float32Array(2) });
      expect(() => tensors.borderTerm(label, { first, second: first })).toThrow(
        new RangeError(
          'borderTerm: distances.first must have the size of the cells, 19 x 14, got [1,2] float32 tensor',
        ),
      );
      return [first];
    });
  });
});
