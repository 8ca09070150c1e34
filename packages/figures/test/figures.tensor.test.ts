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
  const plan = planTiles({ height: 6, width: 8, tile: 4, margin: 3 });
  await expectNoLeak(async () => {
    const tensor = imageFromArray(image);
    expect(await tileFigure({ image: tensor, plan, tile: 2, mode: 'reflect' })).toBe(
      arrays.tileFigure({ image, plan, tile: 2, mode: 'reflect' }),
    );
    expect(tensor.isDisposed).toBe(false);
    return [tensor];
  });
});

test('augmentationFigure draws what it draws of arrays, and leaks nothing', async () => {
  const field = { height: 6, width: 8, rows: new Float32Array(48).fill(1), columns: new Float32Array(48) };
  await expectNoLeak(async () => {
    const before = { image: imageFromArray(image), label: labelFromArray(label) };
    const after = { image: imageFromArray(other), label: labelFromArray(label) };
    expect(await augmentationFigure({ before, after, field, title: 'Moved' })).toBe(
      arrays.augmentationFigure({ before: { image, label }, after: { image: other, label }, field, title: 'Moved' }),
    );
    return [before, after];
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

test('says what is wrong with a tensor', async () => {
  await expectNoLeak(async () => {
    const flat = labelFromArray(label);
    await expect(
      tileFigure({ image: flat as never, plan: planTiles({ height: 6, width: 8, tile: 4 }) }),
    ).rejects.toThrow('must be a [height, width, channels] float32 tensor');
    return [flat];
  });
});
