export type { FigureOptions } from './figure-options.ts';
export type {
  AugmentationFigure,
  LabelledImage,
  OverlayFigure,
  PredictionFigure,
  PredictionRow,
  TileFigure,
  WeightMapFigure,
} from './lifted.ts';
export { augmentationFigure, overlayFigure, predictionFigure, tileFigure, weightMapFigure } from './lifted.ts';
export type { LossFigure, StepSeries } from './loss-figure.ts';
export { lossFigure } from './loss-figure.ts';
export type { PngOptions } from './png-options.ts';
export { renderPng } from './render-png-browser.ts';
export type { ThresholdFigure, ThresholdSeries } from './threshold-figure.ts';
export { thresholdFigure } from './threshold-figure.ts';
