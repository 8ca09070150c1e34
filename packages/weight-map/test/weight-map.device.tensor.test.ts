import { type Label, labelFromArray, labelToArray, weightFromArray, weightToArray } from '@unet/tensor';
import * as tensors from '@unet/weight-map';
import * as arrays from '@unet/weight-map/arrays';
import { expectAllClose, expectNoLeak, expectNoRead, randomLabel } from '@unet-internal/testing';
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
