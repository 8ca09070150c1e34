import type { Tensor1D } from '@tensorflow/tfjs-core';
import { type Label, labelFromArray, labelToArray, weightFromArray, weightToArray } from '@unet/tensor';
import * as tensors from '@unet/weight-map';
import * as arrays from '@unet/weight-map/arrays';
import { countReads, expectAllClose, expectNoLeak, expectNoRead, randomLabel } from '@unet-internal/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picture } from './brute-force.ts';

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

describe('on the device, nothing is read', () => {
  const balances = ['notebook', 'inverse-frequency', 'none'] as const;

  it.each(balances)('classWeights, %s', async (balance) => {
    const labels = [array, picture('..'), picture('11'), picture('.'), picture('.3', '..'), picture('1222', '....')];
    for (const some of labels) {
      await expectNoLeak(async () => {
        const on = labelFromArray(some);
        const weights = await expectNoRead(() => tensors.classWeights(on, { classes: 4, balance }));
        expect([weights.dtype, ...weights.shape]).toEqual(['float32', 4]);
        expectAllClose(await weights.data(), arrays.classWeights(some, { classes: 4, balance }), rounding);
        return [on, weights];
      });
    }
  });

  it('classWeights of the background alone', async () => {
    await expectNoLeak(async () => {
      const on = labelFromArray(picture('...'));
      const weights = balances.map((balance) => tensors.classWeights(on, { classes: 1, balance }));
      for (const weight of weights) expect([...(await weight.data())]).toEqual([1]);
      return [on, ...weights];
    });
  });

  it.each([...balances, [0.5, 2, 3], Float32Array.of(1, 0, 7)])('classBalanceMap, %o', async (balance) => {
    await expectNoLeak(async () => {
      const map = await expectNoRead(() => tensors.classBalanceMap(label, { classes: 3, balance }));
      expect([map.dtype, ...map.shape]).toEqual(['float32', 19, 14]);
      expectAllClose((await weightToArray(map)).data, arrays.classBalanceMap(array, { balance }).data, rounding);
      return [map];
    });
  });

  it('classBalanceMap of weights on the device, those of another label, say', async () => {
    await expectNoLeak(async () => {
      const balance = tensors.classWeights(label, { classes: 3 });
      const window = picture('12.', '..2');
      const on = labelFromArray(window);
      const map = await expectNoRead(() => tensors.classBalanceMap(on, { classes: 3, balance }));
      const expected = arrays.classBalanceMap(window, { balance: arrays.classWeights(array, { classes: 3 }) });
      expectAllClose((await weightToArray(map)).data, expected.data, rounding);
      return [balance, on, map];
    });
  });

  it('borderTerm, everywhere or on the background, also without a second cell', async () => {
    for (const cells of [randomLabel(9, 7, 12, 'border'), picture('1..', '...'), picture('...')]) {
      const sparse = { ...cells, data: cells.data.map((cell) => (cell > 3 ? 0 : cell)) };
      const measured = arrays.nearestTwoCells(sparse);
      for (const options of [undefined, { w0: 3, sigma: 2, region: 'background' as const }]) {
        await expectNoLeak(async () => {
          const on = labelFromArray(sparse);
          const [first, second] = [weightFromArray(measured.first), weightFromArray(measured.second)];
          const border = await expectNoRead(() => tensors.borderTerm(on, { first, second }, options));
          const expected = arrays.borderTerm(sparse, measured, options);
          // The exponential of GPUs, of exponents up to 87.
          expectAllClose((await weightToArray(border)).data, expected.data, { absolute: 1e-4 });
          return [on, first, second, border];
        });
      }
    }
  });

  it('innerBoundary, separateInstances and labelFromInstances', async () => {
    const shapes = picture('1122.', '112233', '..2233', '4.2233').data;
    const labels = [
      array,
      randomLabel(6, 9, 60, 'noise'),
      { height: 2, width: 11, data: shapes.slice(0, 22) },
      picture('7'),
    ];
    for (const some of labels) {
      await expectNoLeak(async () => {
        const on = labelFromArray(some);
        const results = await expectNoRead(() => ({
          boundary: tensors.innerBoundary(on),
          separated: ([1, 2] as const).map((gap) => tensors.separateInstances(on, { gap })),
          classes: ([undefined, { gap: 1 }] as const).map((options) => tensors.labelFromInstances(on, options)),
        }));
        expect(await labelToArray(results.boundary)).toEqual(arrays.innerBoundary(some));
        for (const [index, gap] of ([1, 2] as const).entries()) {
          expect(await labelToArray(results.separated[index]!)).toEqual(arrays.separateInstances(some, { gap }));
        }
        expect(await labelToArray(results.classes[0]!)).toEqual(arrays.labelFromInstances(some));
        expect(await labelToArray(results.classes[1]!)).toEqual(arrays.labelFromInstances(some, { gap: 1 }));
        return [on, results.boundary, ...results.separated, ...results.classes];
      });
    }
  });

  it('separates numbers up to 2^24', async () => {
    await expectNoLeak(async () => {
      const numbers = { height: 1, width: 5, data: Int32Array.of(2 ** 24 - 1, 2 ** 24 - 1, 2 ** 24, 2 ** 24, 0) };
      const on = labelFromArray(numbers);
      const separated = tensors.separateInstances(on);
      expect(await labelToArray(separated)).toEqual(arrays.separateInstances(numbers));
      return [on, separated];
    });
  });
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
