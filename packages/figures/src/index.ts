export type { Displacement } from './deformed-grid.ts';
export type { FigureOptions } from './figure-options.ts';
export type { LossFigure, StepSeries } from './loss-figure.ts';
export { lossFigure } from './loss-figure.ts';
export type { PngOptions } from './png-options.ts';
export { renderPng } from './render-png-browser.ts';
export type {
  LabelledTensors,
  TensorAugmentationFigure,
  TensorOverlayFigure,
  TensorPredictionFigure,
  TensorPredictionRow,
  TensorTileFigure,
  TensorWeightMapFigure,
} from './tensors.ts';
export { augmentationFigure, overlayFigure, predictionFigure, tileFigure, weightMapFigure } from './tensors.ts';
export type { ThresholdFigure, ThresholdSeries } from './threshold-figure.ts';
export { thresholdFigure } from './threshold-figure.ts';
