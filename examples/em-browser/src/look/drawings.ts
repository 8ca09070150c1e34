import { type AugmentOptions, augmentWindow, drawGeometry, noAugmentation } from '@unet/augment/arrays';
import { augmentationFigure, overlayFigure, tileFigure, weightMapFigure } from '@unet/figures/arrays';
import { createRandom, type ImageArray } from '@unet/tensor/arrays';
import { type MirrorMode, planTiles } from '@unet/tiling/arrays';
import type { LabelledSlice } from '@unet/trainer/arrays';
import { type WeightMapOptions, weightMap } from '@unet/weight-map/arrays';
import type { LegalTile } from './tile-choice.ts';

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

export interface AugmentationRequest extends DrawingRequest {
  readonly options: AugmentOptions;
  readonly tile: LegalTile;
  /** Another one for another sample. */
  readonly sample: number;
}

export interface TileRequest extends DrawingRequest {
  readonly tile: LegalTile;
  /** Which of the tiles of the plan. */
  readonly index: number;
  readonly mode: MirrorMode;
}

export interface WeightRequest extends DrawingRequest {
  readonly options: WeightMapOptions;
}

/** The slice with its label in colour. */
export function drawOverlay({ image, label }: LabelledSlice, request: OverlayRequest): string {
  return overlayFigure({ ...request, image: drawable(image), label });
}

/** A tile in the middle of the slice, before and after one augmentation. */
export function drawAugmentation(
  { image, label }: LabelledSlice,
  { options, tile, sample, width }: AugmentationRequest,
): string {
  const { input, output, margin } = tile;
  const window = {
    row: Math.floor((label.height - output) / 2),
    column: Math.floor((label.width - output) / 2),
    height: output,
    width: output,
    margin,
  };
  const pair = { image: drawable(image), label };
  const random = createRandom(seed).fork(sample);
  return augmentationFigure({
    width,
    before: augmentWindow(pair, window, noAugmentation, random),
    after: augmentWindow(pair, window, options, random),
    field: drawGeometry(options, { height: input, width: input }, random),
  });
}

/** The tiles that cover the slice. */
export function drawTiles({ image }: LabelledSlice, { tile, index, mode, width }: TileRequest): string {
  const { height, width: columns } = image;
  const plan = planTiles({ height, width: columns, tile: tile.output, margin: tile.margin });
  return tileFigure({ width, image: drawable(image), plan, tile: Math.min(index, plan.tiles.length - 1), mode });
}

/** The weights of the slice's pixels. */
export function drawWeights({ label }: LabelledSlice, { options, width }: WeightRequest): string {
  const classBalance = weightMap(label, { ...options, w0: 0 });
  return weightMapFigure({ width, label, classBalance, weight: weightMap(label, options) });
}

/** Of images that are neither grey nor colour the first channel. */
function drawable(image: ImageArray): ImageArray {
  const { height, width, channels } = image;
  if (channels === 1 || channels === 3) return image;
  const data = Float32Array.from({ length: height * width }, (_, pixel) => image.data[pixel * channels]!);
  return { height, width, channels: 1, data };
}
