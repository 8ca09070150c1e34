import * as tensors from '@unet/figures';
import * as arrays from '@unet/figures/arrays';
import { expect, test } from 'vitest';

test('the names of @unet/figures', () => {
  expect(Object.keys(tensors).sort()).toMatchInlineSnapshot(`
    [
      "augmentationFigure",
      "lossFigure",
      "overlayFigure",
      "predictionFigure",
      "renderPng",
      "thresholdFigure",
      "tileFigure",
      "weightMapFigure",
    ]
  `);
});

test('the names of @unet/figures/arrays', () => {
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "augmentationFigure",
      "lossFigure",
      "overlayFigure",
      "predictionFigure",
      "renderPng",
      "thresholdFigure",
      "tileFigure",
      "weightMapFigure",
    ]
  `);
});
