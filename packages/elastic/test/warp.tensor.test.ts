import { tensor2d, tidy } from '@tensorflow/tfjs-core';
import { disposeField, elasticDeform, warpImage, warpLabel } from '@unet/elastic';
import * as arrays from '@unet/elastic/arrays';
import { createRandom, imageFromArray, labelFromArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, expectNoRead, randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { valuesAt } from '../src/on-device/positions.ts';
import { boundaries, expectImage, expectLabel, field } from './expect-warp.ts';
import { fieldFromArrays } from './tensor-fields.ts';

describe('warpImage agrees with the array function on an image of one row or pixel', () => {
  const sources = { 'one row': [1, 6], 'one pixel': [1, 1] } as const;
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

test('bilinear and symmetric by default', async () => {
  await expectImage(randomImage(10, 9, 1, 'default'), field, {}, 1e-5);
});

test('nearest by default', async () => {
  await expectLabel(randomLabel(10, 8, 5, 'default'), field, {});
});

describe('exact where positions are whole', () => {
  const image = randomImage(6, 6, 2, 'motion');
  const label = randomLabel(6, 6, 4, 'motion');
  // A quarter turn, by 20 pixels off: each pixel is copied from another.
  const turn = arrays.zeroField({ height: 6, width: 6 });
  for (let index = 0; index < 36; index++) {
    const [row, column] = [Math.floor(index / 6), index % 6];
    turn.rows[index] = column - row + 20;
    turn.columns[index] = 5 - column - row;
  }

  test.each(['bilinear', 'bicubic'] as const)('%s', async (interpolation) => {
    await expectImage(image, turn, { interpolation }, 0);
  });

  test.each(['nearest', 'bilinear'] as const)('labels, %s', async (interpolation) => {
    await expectLabel(label, turn, { interpolation });
  });

  test('neighbours that are not finite stay out of a copy', async () => {
    const spoilt = { ...image, data: image.data.slice().fill(Number.POSITIVE_INFINITY, 40, 42) };
    await expectNoLeak(async () => {
      const input = imageFromArray(spoilt);
      const moving = fieldFromArrays(arrays.zeroField(image));
      const copy = warpImage(input, moving);
      expect([...(await copy.data())]).toEqual([...spoilt.data]);
      disposeField(moving);
      input.dispose();
      return copy;
    });
  });
});

test('pixels are the same whether they are found by one number or by row and column, as in images beyond 2^24 pixels', async () => {
  const rows = [4, 0, 2, 2, 4, 1];
  const columns = [5, 0, 1, 4, 0, 5];
  await expectNoLeak(async () => {
    const image = imageFromArray(randomImage(5, 6, 3, 'values'));
    const label = labelFromArray(randomLabel(5, 6, 9, 'values'));
    const at = [tensor2d(rows, [2, 3]), tensor2d(columns, [2, 3])] as const;
    const found = [30, 29].flatMap((limit) => [
      tidy(() => valuesAt(image, ...at, limit)),
      tidy(() => valuesAt(label, ...at, limit)),
    ]);
    expect(found.map(({ shape, dtype }) => [...shape, dtype])).toEqual([
      [2, 3, 3, 'float32'],
      [2, 3, 'int32'],
      [2, 3, 3, 'float32'],
      [2, 3, 'int32'],
    ]);
    const [imageData, labelData] = [await image.data(), await label.data()];
    const pixels = rows.map((row, index) => 6 * row + columns[index]!);
    const expectedImage = pixels.flatMap((pixel) => [...imageData.subarray(3 * pixel, 3 * pixel + 3)]);
    for (const [index, values] of found.entries()) {
      const expected = index % 2 === 0 ? expectedImage : pixels.map((pixel) => labelData[pixel]);
      expect([...(await values.data())]).toEqual(expected);
    }
    for (const tensor of [image, label, ...at]) tensor.dispose();
    return found;
  });
});

describe('elasticDeform', () => {
  const image = randomImage(14, 12, 2, 'deform');
  const label = randomLabel(10, 8, 3, 'deform');

  test.each([
    ['the defaults', {}],
    [
      'other options',
      {
        elastic: { kind: 'coarse', sigma: 3 },
        imageInterpolation: 'bicubic',
        labelInterpolation: 'bilinear',
        boundary: 'reflect',
      },
    ],
  ] as const)('deforms as the array function does, %s', async (_, options) => {
    await expectNoLeak(async () => {
      const pair = { image: imageFromArray(image), label: labelFromArray(label) };
      const deformed = await expectNoRead(() => elasticDeform(pair, { ...options, random: createRandom(2) }));
      const expected = arrays.elasticDeform({ image, label }, { ...options, random: createRandom(2) });
      expect(deformed.label.shape).toEqual([10, 8]);
      expectAllClose(await deformed.image.data(), expected.image.data, { absolute: 1e-5 });
      expect([...(await deformed.label.data())]).toEqual([...expected.label.data]);
      pair.image.dispose();
      pair.label.dispose();
      return deformed;
    });
  });

  test('probability 0 returns tensors of their own', async () => {
    await expectNoLeak(async () => {
      const pair = { image: imageFromArray(image), label: labelFromArray(label) };
      const same = elasticDeform(pair, { random: createRandom(3), probability: 0 });
      pair.image.dispose();
      pair.label.dispose();
      expectAllClose(await same.image.data(), image.data, { absolute: 0 });
      expect([...(await same.label.data())]).toEqual([...label.data]);
      return same;
    });
  });
});

test('what is no tensor of the kind is refused, and nothing is left over', async () => {
  await expectNoLeak(() => {
    const wrong = (value: unknown): never => value as never;
    const image = imageFromArray(randomImage(3, 4, 1, 0));
    const label = labelFromArray(randomLabel(3, 4, 2, 0));
    const moving = fieldFromArrays(arrays.zeroField({ height: 3, width: 4 }));
    const random = createRandom(1);
    const tensor = /image must be a \[height, width, channels\] float32 tensor, got/;
    expect(() => warpImage(wrong(label), moving)).toThrow(tensor);
    expect(() => warpImage(wrong(randomImage(3, 4, 1, 0)), moving)).toThrow(tensor);
    expect(() => warpLabel(wrong(image), moving)).toThrow(/^warpLabel: label must be a \[height, width\] int32 tensor/);
    expect(() => warpImage(image, wrong({ rows: label, columns: label }))).toThrow(
      /^warpImage: field.rows must be a \[height, width\] float32/,
    );
    expect(() => warpImage(image, moving, wrong({ mode: 'reflect' }))).toThrow(/options.mode is not an option/);
    expect(() => elasticDeform({ image, label }, wrong({ random, sigma: 5 }))).toThrow(
      /options.sigma is not an option/,
    );
    expect(() => elasticDeform(wrong(undefined), { random })).toThrow('elasticDeform: pair must be { image, label }');
    image.dispose();
    label.dispose();
    disposeField(moving);
  });
});
