import { exportedNames } from '@unet-internal/testing';
import { expect, it } from 'vitest';

it('exports these names on tensors', () => {
  expect(exportedNames('figures')).toMatchInlineSnapshot(`
    [
      "augmentationFigure",
      "lossFigure",
      "overlayFigure",
      "predictionFigure",
      "renderPng",
      "thresholdFigure",
      "tileFigure",
      "weightMapFigure",
      "type AugmentationFigure",
      "type FigureOptions",
      "type LabelledImage",
      "type LossFigure",
      "type OverlayFigure",
      "type PngOptions",
      "type PredictionFigure",
      "type PredictionRow",
      "type StepSeries",
      "type ThresholdFigure",
      "type ThresholdSeries",
      "type TileFigure",
      "type WeightMapFigure",
    ]
  `);
});

it('exports these names on arrays', () => {
  expect(exportedNames('figures', 'arrays')).toMatchInlineSnapshot(`
    [
      "augmentationFigure",
      "lossFigure",
      "overlayFigure",
      "predictionFigure",
      "renderPng",
      "thresholdFigure",
      "tileFigure",
      "weightMapFigure",
      "type AugmentationFigureArrays",
      "type FigureOptions",
      "type LabelledImageArrays",
      "type LossFigure",
      "type OverlayFigureArrays",
      "type PngOptions",
      "type PredictionFigureArrays",
      "type PredictionRowArrays",
      "type StepSeries",
      "type ThresholdFigure",
      "type ThresholdSeries",
      "type TileFigureArrays",
      "type WeightMapFigureArrays",
    ]
  `);
});

it('exports these names for Node', () => {
  expect(exportedNames('figures', 'node')).toMatchInlineSnapshot(`
    [
      "renderPng",
      "type NodePngOptions",
    ]
  `);
});
