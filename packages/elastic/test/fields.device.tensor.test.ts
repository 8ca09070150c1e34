import { coarseField, denseField, randomField } from '@unet/elastic';
import * as arrays from '@unet/elastic/arrays';
import { createRandom } from '@unet/tensor';
import { expectNoLeak, expectNoRead } from '@unet-internal/testing';
import { describe, test } from 'vitest';
import { expectField } from './tensor-fields.ts';

const size = { height: 12, width: 9 };

describe('the same seed draws the field of the array function', () => {
  test.each([
    ['the defaults', {}],
    ['other numbers', { sigma: 2, alpha: -9, kernelSize: 5 }],
    ['a kernel of one pixel', { kernelSize: 1, alpha: 3 }],
  ])('denseField, %s', async (_, numbers) => {
    await expectNoLeak(async () => {
      const field = await expectNoRead(() => denseField({ ...size, ...numbers, random: createRandom(3) }));
      // Displacements of a few pixels, sums of products in float32.
      await expectField(field, arrays.denseField({ ...size, ...numbers, random: createRandom(3) }), { absolute: 1e-5 });
      return field;
    });
  });

  test.each([
    ['the defaults', size, {}],
    ['another grid', size, { grid: 5, sigma: 2 }],
    ['a grid of two nodes', size, { grid: 2 }],
    ['one pixel', { height: 1, width: 1 }, {}],
  ])('coarseField, %s', async (_, { height, width }, numbers) => {
    await expectNoLeak(async () => {
      const options = (): arrays.CoarseFieldOptions => ({ height, width, ...numbers, random: createRandom(4) });
      const field = await expectNoRead(() => coarseField(options()));
      // Displacements of up to some 30 pixels.
      await expectField(field, arrays.coarseField(options()), { absolute: 1e-5 });
      return field;
    });
  });

  test.each([
    { kind: 'dense', sigma: 3 },
    { kind: 'coarse', sigma: 3 },
  ] as const)('randomField, $kind', async (kind) => {
    await expectNoLeak(async () => {
      const field = await expectNoRead(() => randomField({ ...kind, ...size, random: createRandom(5) }));
      await expectField(field, arrays.randomField({ ...kind, ...size, random: createRandom(5) }), { absolute: 1e-5 });
      return field;
    });
  });
});
