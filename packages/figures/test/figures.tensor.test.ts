import { zeroField } from '@unet/elastic';
import { zeroField as zeroFieldArrays } from '@unet/elastic/arrays';
import { augmentationFigure, overlayFigure, predictionFigure, tileFigure, weightMapFigure } from '@unet/figures';
import * as arrays from '@unet/figures/arrays';
import { imageFromArray, labelFromArray, weightFromArray } from '@unet/tensor';
import { planTiles } from '@unet/tiling';
import { expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { weights } from './samples.ts';

const image = randomImage(6, 8, 1, 'image');
const other = randomImage(6, 8, 1, 'other');
const label = randomLabel(6, 8, 2, 'label');

test('tileFigure draws what it draws of arrays, and leaks nothing', async () => {
  const plan = planTiles({ height: 6, width: 8, outputSize: 4, margin: 3 });
  await expectNoLeak(async () => {
    const tensor = imageFromArray(image);
    expect(await tileFigure({ image: tensor, plan, tile: 2, boundary: 'reflect' })).toBe(
      arrays.tileFigure({ image, plan, tile: 2, boundary: 'reflect' }),
    );
    expect(tensor.isDisposed).toBe(false);
    return [tensor];
  });
});

test('augmentationFigure draws what it draws of arrays, and leaks nothing', async () => {
  const rows = Float32Array.from({ length: 48 }, (_, pixel) => Math.sin(pixel));
  const field = { height: 6, width: 8, rows, columns: rows.map((value) => value / 2) };
  await expectNoLeak(async () => {
    const before = { image: imageFromArray(image), label: labelFromArray(label) };
    const after = { image: imageFromArray(other), label: labelFromArray(label) };
    const samples = { before: { image, label }, after: { image: other, label } };
    const onDevice = {
      rows: weightFromArray({ height: 6, width: 8, data: field.rows }),
      columns: weightFromArray({ height: 6, width: 8, data: field.columns }),
    };
    expect(await augmentationFigure({ before, after, field: onDevice, title: 'Moved' })).toBe(
      arrays.augmentationFigure({ ...samples, field, title: 'Moved' }),
    );
    expect(await augmentationFigure({ before, after })).toBe(arrays.augmentationFigure(samples));
    // A field of @unet/elastic on tensors is one.
    const zero = zeroField({ height: 6, width: 8 });
    expect(await augmentationFigure({ before, after: before, field: zero, gridSpacing: 3 })).toBe(
      arrays.augmentationFigure({
        before: samples.before,
        after: samples.before,
        field: zeroFieldArrays({ height: 6, width: 8 }),
        gridSpacing: 3,
      }),
    );
    return [before, after, onDevice, zero];
  });
});

test('overlayFigure draws what it draws of arrays, and leaks nothing', async () => {
  await expectNoLeak(async () => {
    const tensors = { image: imageFromArray(image), label: labelFromArray(label) };
    expect(await overlayFigure({ ...tensors, opacity: 0.7 })).toBe(
      arrays.overlayFigure({ image, label, opacity: 0.7 }),
    );
    return tensors;
  });
});

test('weightMapFigure draws what it draws of arrays, and leaks nothing', async () => {
  const small = randomLabel(2, 2, 2, 'small');
  const [classBalance, weight] = [weights([1, 2], [3, 4]), weights([5, 6], [7, 8])];
  await expectNoLeak(async () => {
    const tensors = {
      label: labelFromArray(small),
      classBalance: weightFromArray(classBalance),
      weight: weightFromArray(weight),
    };
    expect(await weightMapFigure(tensors)).toBe(arrays.weightMapFigure({ label: small, classBalance, weight }));
    return tensors;
  });
});

test('predictionFigure draws what it draws of arrays, and leaks nothing', async () => {
  await expectNoLeak(async () => {
    const row = { image: imageFromArray(image), truth: labelFromArray(label), probability: imageFromArray(other) };
    const named = { name: 'slice', scores: { 'V-Rand': 0.5 } };
    expect(await predictionFigure({ rows: [{ ...row, ...named }], threshold: 0.3 })).toBe(
      arrays.predictionFigure({ rows: [{ image, truth: label, probability: other, ...named }], threshold: 0.3 }),
    );
    return row;
  });
});

test('says what is wrong with a tensor or an option', async () => {
  await expectNoLeak(async () => {
    const flat = labelFromArray(label);
    const pixels = imageFromArray(image);
    const plan = planTiles({ height: 6, width: 8, outputSize: 4 });
    await expect(tileFigure({ image: flat as never, plan })).rejects.toThrow(
      new TypeError('tileFigure: image must be a [height, width, channels] float32 tensor, got [6,8] int32 tensor'),
    );
    await expect(overlayFigure({ image: image as never, label: flat })).rejects.toThrow(
      'overlayFigure: image must be a [height, width, channels] float32 tensor',
    );
    await expect(tileFigure({ image: pixels, plan, mode: 'reflect' } as never)).rejects.toThrow(
      new TypeError('tileFigure: options.mode is not an option, only image, plan, tile, boundary, title, width'),
    );
    const before = { image: pixels, label: flat };
    const small = { rows: weightFromArray(weights([1, 2])), columns: weightFromArray(weights([1, 2])) };
    await expect(augmentationFigure({ before, after: before, field: small })).rejects.toThrow(
      new RangeError('augmentationFigure: field must have the size of the image before, 6 x 8, got 1 x 2'),
    );
    await expect(augmentationFigure({ before, after: before, fields: small } as never)).rejects.toThrow(
      'augmentationFigure: options.fields is not an option, only before, after, field',
    );
    const two = imageFromArray(randomImage(6, 8, 2, 'probabilities'));
    await expect(
      predictionFigure({ rows: [{ name: 'slice', image: pixels, truth: flat, probability: two }] }),
    ).rejects.toThrow(
      'rows[0].probability must have 1 channel (take one class with classProbability of @unet/model), got 2',
    );
    return [flat, pixels, small, two];
  });
});
