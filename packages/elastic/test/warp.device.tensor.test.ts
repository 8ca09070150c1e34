import { disposeField, warpLabel } from '@unet/elastic';
import * as arrays from '@unet/elastic/arrays';
import { type LabelArray, labelFromArray } from '@unet/tensor';
import { randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { boundaries, expectImage, expectLabel, field } from './expect-warp.ts';
import { fieldFromArrays } from './tensor-fields.ts';

describe('warpImage agrees with the array function', () => {
  const sources = { '14 x 12': [14, 12], 'two columns': [7, 2] } as const;
  const cases = Object.entries(sources).flatMap(([name, [height, width]]) =>
    (['bilinear', 'bicubic'] as const).flatMap((interpolation) =>
      boundaries.map((boundary) => ({ name, height, width, interpolation, boundary })),
    ),
  );

  test.each(cases)('$name, $interpolation, $boundary', async ({ height, width, interpolation, boundary }) => {
    const origin = { row: 2, column: -31 };
    // Displacements of some ten pixels in float32, and a filter whose weights sum to 3.
    await expectImage(randomImage(height, width, 2, 'tensor'), field, { interpolation, boundary, origin }, 1e-5);
  });
});

test('a sample is as precise far from the corner as near it', async () => {
  const wide = randomImage(1, 4000, 1, 'wide');
  const fractions = {
    height: 1,
    width: 4,
    rows: new Float32Array(4),
    columns: Float32Array.of(0.3, -0.70001, 0.123456, 1.9),
  };
  for (const boundary of boundaries) {
    const period = boundary === 'symmetric' ? 8000 : 7998;
    for (const column of [3990, 3990 - 1e4 * period, 1e4 * period - 5]) {
      // A column of 3990 keeps 2.4e-4 pixels in float32, one of 8e7 nothing at all.
      await expectImage(wide, fractions, { boundary, origin: { row: 0, column } }, 1e-6);
    }
  }
});

describe('warpLabel agrees with the array function', () => {
  const cases = (['nearest', 'bilinear'] as const).flatMap((interpolation) =>
    boundaries.map((boundary) => ({ interpolation, boundary })),
  );

  test.each(cases)('$interpolation, $boundary', async ({ interpolation, boundary }) => {
    const origin = { row: -1, column: 33 };
    await expectLabel(randomLabel(10, 8, 3, 'tensor'), field, { interpolation, boundary, origin });
  });

  test('numbers of instances as they are, up to 2^24 on webgl', async () => {
    const numbers = { height: 1, width: 3, data: Int32Array.of(16_777_216, -5, 70_000) };
    await expectLabel(numbers, arrays.zeroField({ height: 1, width: 9 }), { interpolation: 'bilinear' });
  });
});

describe('ties are decided alike', () => {
  const at = async (label: LabelArray, rows: number[], columns: number[], options: arrays.WarpLabelOptions) => {
    const input = labelFromArray(label);
    const moving = fieldFromArrays({
      height: 1,
      width: rows.length,
      rows: Float32Array.from(rows, (row) => row),
      columns: Float32Array.from(columns, (column, index) => column - index),
    });
    const warped = warpLabel(input, moving, options);
    const found = [...(await warped.data())];
    disposeField(moving);
    input.dispose();
    warped.dispose();
    return found;
  };

  test('nearest rounds half-way positions down and to the right', async () => {
    const label = { height: 2, width: 2, data: Int32Array.of(1, 2, 3, 4) };
    expect(await at(label, [0.5, 0.49, 0.5, -0.5], [0.5, 0.49, 0, 0.5], {})).toEqual([4, 1, 3, 2]);
  });

  test('bilinear takes the largest share, of equal shares the smallest class', async () => {
    const label = { height: 2, width: 2, data: Int32Array.of(7, 3, 3, 9) };
    const rows = [0.5, 0, 0, 0.25, 0.875];
    const columns = [0.5, 0.5, 0.25, 0.25, 0.875];
    expect(await at(label, rows, columns, { interpolation: 'bilinear' })).toEqual([3, 3, 7, 7, 9]);
  });
});
