import { addN, mul, slice, softmax, type Tensor3D, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { checkImage, type Image, type ImageArray, imageFromArray, imageToArray } from '@unet/tensor';
import { createStitcher, extractTile, type MirrorMode, planTiles } from '@unet/tiling/arrays';
import type { UNetConfig } from './config.ts';
import { forward } from './forward.ts';
import { checkInputSize, inputSizeFor, largestInputSize, margin } from './geometry.ts';
import { applySymmetry, squareSymmetries, undoSymmetry } from './symmetries.ts';
import type { UNet } from './unet.ts';

/** Default limit of the input tile: the paper's. */
const LARGEST_TILE = 572;

/** Options of {@link segment}. */
export interface SegmentOptions {
  /** Side of the square that the network sees at once, a legal input size. Default: what the image needs, at most 572. */
  readonly tile?: number;
  /** Pixels from one output square to the next, at most the output square's side, which is the default: no overlap. */
  readonly stride?: number;
  /** How overlapping outputs are joined: their mean, or weighted towards each tile's centre. Default 'mean'. */
  readonly blend?: 'mean' | 'centre';
  /** How the image continues beyond its border. Default 'symmetric'. */
  readonly mirror?: MirrorMode;
  /** Averages the predictions of the eight symmetries of the square; takes eight times as long. Default false. */
  readonly symmetries?: boolean;
  /** Called after each tile, with the number of tiles done and in all. */
  readonly onTile?: (done: number, total: number) => void;
  /** Stops between two tiles, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Segments an image of any size by overlap tiles (Ronneberger et al. 2015, section 2, figure 2): the network sees every output
 * square with its full context, taken from the mirrored image at the border, so that the result has no seams.
 * @param image float32 `[height, width, channels]`; stays the caller's
 * @returns class probabilities, float32 `[height, width, classes]`, owned by the caller
 * @throws RangeError for an illegal tile or stride, or the wrong number of channels
 * @example
 * const probabilities = await segment(unet, image, { onTile: (done, total) => bar.update(done / total) });
 */
export async function segment(unet: UNet, image: Image, options: SegmentOptions = {}): Promise<Tensor3D> {
  checkImage('segment', 'image', image);
  return imageFromArray(await segmentArray(unet, await imageToArray(image), options));
}

/** As {@link segment}, for an image in plain memory and to plain memory: neither has to fit into the backend as a whole. */
export async function segmentArray(unet: UNet, image: ImageArray, options: SegmentOptions = {}): Promise<ImageArray> {
  const { config } = unet;
  const { height, width } = image;
  if (image.channels !== config.channels) {
    throw new RangeError(`segment: image must have ${config.channels} channels, got ${image.channels}`);
  }
  const context = contextOf(config);
  const tile = {
    height: outputSide(config, options.tile, height, context),
    width: outputSide(config, options.tile, width, context),
  };
  const plan = planTiles({ height, width, tile, stride: options.stride ?? tile, margin: context });
  const stitcher = createStitcher(plan, config.classes, { blend: options.blend ?? 'mean' });
  for (const [index, square] of plan.tiles.entries()) {
    options.signal?.throwIfAborted();
    const input = extractTile(image, plan, square, options.mirror ?? 'symmetric');
    const probabilities = tidy(() => {
      const x = tensor4d(input.data, [1, input.height, input.width, input.channels]);
      return options.symmetries ? averagedPrediction(unet, x, context) : prediction(unet, x, context);
    });
    const data = (await probabilities.data()) as Float32Array;
    probabilities.dispose();
    stitcher.add(square, { height: tile.height, width: tile.width, channels: config.classes, data });
    options.onTile?.(index + 1, plan.tiles.length);
  }
  return stitcher.finish();
}

/** Pixels around each output square that the network is shown. With same padding as many as a valid network would need. */
function contextOf(config: UNetConfig): number {
  return margin({ ...config, padding: 'valid' });
}

/** Side of the output squares along an image side of `size` pixels. */
function outputSide(config: UNetConfig, tile: number | undefined, size: number, context: number): number {
  if (tile === undefined) {
    // The smallest input that shows the whole side; a same network's input includes the context that is cut away again.
    const cutAway = config.padding === 'valid' ? 0 : 2 * context;
    const smallest = inputSizeFor(config, 1 + cutAway);
    const limit = Math.max(smallest, largestInputSize(config, LARGEST_TILE) ?? 0);
    return Math.min(inputSizeFor(config, size + cutAway), limit) - 2 * context;
  }
  checkInputSize('segment', config, tile, tile);
  if (tile <= 2 * context) {
    throw new RangeError(`segment: tile must be larger than twice the context of ${context} pixels, got ${tile}`);
  }
  return tile - 2 * context;
}

/** Probabilities `[1, height, width, classes]` of the square inside the context. */
function prediction(unet: UNet, x: Tensor4D, context: number): Tensor4D {
  const probabilities = softmax(forward(unet.config, unet.parameters, x));
  if (unet.config.padding === 'valid') return probabilities;
  const [, height, width, classes] = probabilities.shape;
  return slice(probabilities, [0, context, context, 0], [1, height - 2 * context, width - 2 * context, classes]);
}

function averagedPrediction(unet: UNet, x: Tensor4D, context: number): Tensor4D {
  const predictions = squareSymmetries.map((symmetry) =>
    tidy(() => undoSymmetry(prediction(unet, applySymmetry(x, symmetry), context), symmetry)),
  );
  return mul(addN(predictions), 1 / squareSymmetries.length);
}
