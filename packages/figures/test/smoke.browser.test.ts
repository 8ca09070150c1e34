import { overlayFigure } from '@unet/figures';
import { lossFigure, renderPng } from '@unet/figures/arrays';
import { imageFromArray, labelFromArray } from '@unet/tensor';
import { expect, test } from 'vitest';
import { pixel, readPng } from './read-png.ts';

test('a figure of tensors is an SVG, and one of arrays a picture on a canvas', async () => {
  const image = imageFromArray({ height: 1, width: 2, channels: 1, data: Float32Array.of(0, 1) });
  const label = labelFromArray({ height: 1, width: 2, data: Int32Array.of(0, 1) });
  expect(await overlayFigure({ image, label, width: 320 })).toMatch(/^<svg [^>]*width="320"/);
  image.dispose();
  label.dispose();

  const png = readPng(await renderPng(lossFigure({ losses: [1, 0.5], width: 320 })));
  expect([png.width, ...pixel(png, 2, 2)]).toEqual([320, 255, 255, 255, 255]);
});
