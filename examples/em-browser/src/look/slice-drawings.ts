import { type AugmentOptions, augmentWindow, drawGeometry, noAugmentation } from '@unet/augment/arrays';
import { augmentationFigure, overlayFigure, tileFigure, weightMapFigure } from '@unet/figures/arrays';
import { margin, outputSize } from '@unet/model/arrays';
import { type Boundary, createRandom, type LabelledSliceArrays } from '@unet/tensor/arrays';
import { classBalanceMap, type WeightMapOptions, weightMap } from '@unet/weight-map/arrays';
import { tilesFor } from './input-sizes.ts';

/** The first sample of this seed is flipped, turned and bent: it shows what an augmentation does. */
const seed = 8;

/** What there is to say about every picture. */
interface DrawingRequest {
  /** Pixels. */
  readonly width: number;
}

export interface OverlayRequest extends DrawingRequest {
  readonly title: string;
  readonly opacity: number;
}

/** The squares of a network. */
interface NetworkRequest extends DrawingRequest {
  /** Poolings. */
  readonly depth: number;
  /** Side of its input, pixels. */
  readonly inputSize: number;
}

export interface AugmentationRequest extends NetworkRequest {
  readonly options: AugmentOptions;
  /** Another one for another sample. */
  readonly sample: number;
}

export interface TileRequest extends NetworkRequest {
  /** Which of the tiles of the plan. */
  readonly index: number;
  readonly boundary: Boundary;
}

export interface WeightRequest extends DrawingRequest {
  readonly options: WeightMapOptions;
}

/** The slice with its label in colour. */
export function drawOverlay({ image, label }: LabelledSliceArrays, request: OverlayRequest): string {
  return overlayFigure({ ...request, image, label });
}

/** A tile in the middle of the slice, before and after one augmentation. */
export function drawAugmentation(
  { image, label }: LabelledSliceArrays,
  { options, depth, inputSize, sample, width }: AugmentationRequest,
): string {
  const side = outputSize({ depth }, inputSize)!;
  const window = {
    row: Math.floor((label.height - side) / 2),
    column: Math.floor((label.width - side) / 2),
    height: side,
    width: side,
    margin: margin({ depth }),
  };
  const pair = { image, label };
  const random = createRandom(seed).fork(sample);
  return augmentationFigure({
    width,
    before: augmentWindow(pair, window, { ...noAugmentation, random }),
    after: augmentWindow(pair, window, { ...options, random }),
    field: drawGeometry({ ...options, height: inputSize, width: inputSize, random }),
  });
}

/** The tiles by which a network segments the slice. */
export function drawTiles({ image }: LabelledSliceArrays, request: TileRequest): string {
  const { depth, inputSize, index, boundary, width } = request;
  const plan = tilesFor(depth, image, inputSize);
  return tileFigure({ width, image, plan, tile: Math.min(index, plan.tiles.length - 1), boundary });
}

/** The weights of the slice's pixels. */
export function drawWeights({ label }: LabelledSliceArrays, { options, width }: WeightRequest): string {
  const classBalance = classBalanceMap(label, { balance: options.balance });
  return weightMapFigure({ width, label, classBalance, weight: weightMap(label, options) });
}
