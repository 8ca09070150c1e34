import { describe, type ImageArray } from '@unet/tensor';
import {
  createStitcher,
  extractTile,
  type MirrorMode,
  mirrorPad,
  planTiles,
  type Size,
  type Tile,
  type TilePlan,
} from '@unet/tiling/arrays';
import type { UNetConfig } from './config.ts';
import { checkInputSide, inputSizeFor, largestInputSize, margin, sizeStep } from './geometry.ts';

/** Default limit of the input tile: the paper's. */
const LARGEST_TILE = 572;

/** How an image is cut for a network, and the predictions joined. */
export interface OverlapTiles {
  /** Where the output squares lie. */
  readonly tiles: readonly Tile[];
  /** Size of the output squares. */
  readonly square: Size;
  /** Pixels around each output square that the network is shown, see {@link contextOf}. */
  readonly context: number;
  /** What the network is shown for a tile. */
  input(tile: Tile): ImageArray;
  /** Takes what it answered, `[square, classes]`. */
  add(tile: Tile, probabilities: ImageArray): void;
  /** The joined prediction, of the image's size. */
  finish(): ImageArray;
}

/** Options of {@link overlapTiles}, as in `SegmentOptions`. */
export interface OverlapOptions {
  readonly tile?: number;
  readonly stride?: number;
  readonly blend?: 'mean' | 'centre';
  readonly mirror?: MirrorMode;
}

/**
 * Plans the overlap tiles of an image such that they are seamless.
 *
 * A network answers alike for a pixel wherever it lies in the tile only if the poolings pair the same pixels: tiles must start
 * whole steps of 2^depth pixels apart. So the last tile of a row or column is not moved back inside the image to its border,
 * but less than a step beyond it, and the default stride is the largest number of steps in the output square.
 */
export function overlapTiles(config: UNetConfig, image: ImageArray, options: OverlapOptions): OverlapTiles {
  const { height, width } = image;
  const { blend = 'mean', mirror = 'symmetric' } = options;
  const context = contextOf(config);
  const step = sizeStep(config);
  const square = {
    height: squareSide(config, options.tile, height, context),
    width: squareSide(config, options.tile, width, context),
  };
  const plan = planTiles({
    height: roundedUp(height, square.height, step),
    width: roundedUp(width, square.width, step),
    tile: square,
    stride: options.stride ?? { height: wholeSteps(square.height, step), width: wholeSteps(square.width, step) },
  });
  const seen = mirrorPad(
    image,
    { top: context, left: context, bottom: plan.height - height + context, right: plan.width - width + context },
    mirror,
  );
  // The same tiles, each with its context, in the mirrored image.
  const inputPlan: TilePlan = {
    ...plan,
    height: seen.height,
    width: seen.width,
    tileHeight: square.height + 2 * context,
    tileWidth: square.width + 2 * context,
  };
  const stitcher = createStitcher(plan, config.classes, { blend });
  return {
    tiles: plan.tiles,
    square,
    context,
    input: (tile) => extractTile(seen, inputPlan, tile),
    add: (tile, probabilities) => stitcher.add(tile, probabilities),
    finish: () => topLeft(stitcher.finish(), height, width),
  };
}

/**
 * Pixels around each output square that the network is shown: with valid padding its margin, which is 6 steps less 4 pixels. With
 * same padding 6 whole steps, so that squares keep to the poolings' grid; that also keeps the zeros beyond the tile out of their
 * sight: from pixel 6 * 2^depth on, two to the left for the convolutions of every level and half as far at every pooling, the
 * bottom is reached at pixel 4 or 5; its convolutions reach pixel 2, and so do, twice as fine, those of every level above.
 */
function contextOf(config: UNetConfig): number {
  return config.padding === 'valid' ? margin(config) : 6 * sizeStep(config);
}

/** Side of the output squares along an image side of `size` pixels. */
function squareSide(config: UNetConfig, tile: number | undefined, size: number, context: number): number {
  if (tile === undefined) {
    // The smallest input that shows the whole side; a same network's input includes the context that is cut away again.
    const cutAway = config.padding === 'valid' ? 0 : 2 * context;
    const smallest = inputSizeFor(config, 1 + cutAway);
    const limit = Math.max(smallest, largestInputSize(config, LARGEST_TILE) ?? 0);
    return Math.min(inputSizeFor(config, size + cutAway), limit) - 2 * context;
  }
  checkInputSide('segment', 'tile', config, tile);
  if (tile <= 2 * context) {
    throw new RangeError(
      `segment: tile must be larger than twice the context of ${context} pixels, got ${describe(tile)}`,
    );
  }
  return tile - 2 * context;
}

/** The image side, made longer until it holds a tile and the last tile starts at a whole step. */
function roundedUp(size: number, tile: number, step: number): number {
  return tile + Math.ceil(Math.max(0, size - tile) / step) * step;
}

/** The largest multiple of `step` up to `size`; `size` itself where that is smaller. */
function wholeSteps(size: number, step: number): number {
  return size < step ? size : size - (size % step);
}

function topLeft(image: ImageArray, height: number, width: number): ImageArray {
  if (image.height === height && image.width === width) return image;
  const { channels } = image;
  const data = new Float32Array(height * width * channels);
  for (let row = 0; row < height; row++) {
    const start = row * image.width * channels;
    data.set(image.data.subarray(start, start + width * channels), row * width * channels);
  }
  return { height, width, channels, data };
}
