import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { expose } from 'comlink';
import {
  type AugmentationRequest,
  drawAugmentation,
  drawOverlay,
  drawTiles,
  drawWeights,
  type OverlayRequest,
  type TileRequest,
  type WeightRequest,
} from './slice-drawings.ts';

/** The thread that draws; all pictures are SVG text. */
export interface LookWorker {
  /** The slice that is drawn from now on. */
  show(slice: LabelledSliceArrays): void;
  overlay(request: OverlayRequest): string;
  augmentation(request: AugmentationRequest): string;
  tiles(request: TileRequest): string;
  weights(request: WeightRequest): string;
}

let shown: LabelledSliceArrays | undefined;

const worker: LookWorker = {
  show(slice) {
    shown = slice;
  },
  // The page shows a slice before it asks for the first picture.
  overlay: (request) => drawOverlay(shown!, request),
  augmentation: (request) => drawAugmentation(shown!, request),
  tiles: (request) => drawTiles(shown!, request),
  weights: (request) => drawWeights(shown!, request),
};

expose(worker);
