import { add, mul, slice, softmax, type Tensor3D, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { checkImage, checkImageArray, type Image, type ImageArray, imageFromArray, imageToArray } from '@unet/tensor';
import type { MirrorMode } from '@unet/tiling/arrays';
import { forward } from './forward.ts';
import { overlapTiles } from './overlap-tiles.ts';
import { applySymmetry, squareSymmetries, undoSymmetry } from './symmetries.ts';
import type { UNet } from './unet.ts';

/** Options of {@link segment}. */
export interface SegmentOptions {
  /** Side of the square that the network sees at once, a legal input size. Default: what the image needs, at most 572. */
  readonly tile?: number;
  /**
   * Pixels from one output square to the next, at most the output square's side. With a multiple of `sizeStep` the result does not
   * depend on where the tiles lie; the default is the largest such, and the whole side where the square is smaller than that.
   */
  readonly stride?: number;
  /** How overlapping outputs are joined: their mean, or weighted towards each tile's centre. Default 'mean'. */
  readonly blend?: 'mean' | 'centre';
  /** How the image continues beyond its border. Default 'symmetric'. */
  readonly mirror?: MirrorMode;
  /**
   * Averages the predictions for the tile and its images under the seven other symmetries of the square; takes eight times as
   * long. Default false.
   */
  readonly symmetries?: boolean;
  /** Called after each tile, with the number of tiles done and in all. */
  readonly onTile?: (done: number, total: number) => void;
  /** Stops between two tiles, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Segments an image of any size by overlap tiles (Ronneberger et al. 2015, section 2, figure 2): the network sees every output
 * square with its full context, taken from the mirrored image at the border. The result has no seams: as long as the stride is
 * a multiple of `sizeStep`, it is what a single tile around the whole image would give, up to rounding.
 * @param image float32 `[height, width, channels]`; stays the caller's
 * @returns class probabilities, float32 `[height, width, classes]`, owned by the caller
 * @throws RangeError for an illegal tile or stride, or the wrong number of channels; the reason of `signal`
 * @example
 * const probabilities = await segment(unet, image, { onTile: (done, total) => bar.update(done / total) });
 */
export async function segment(unet: UNet, image: Image, options: SegmentOptions = {}): Promise<Tensor3D> {
  checkImage('segment', 'image', image);
  return imageFromArray(await segmentArray(unet, await imageToArray(image), options));
}

/**
 * As {@link segment}, for an image in plain memory and to plain memory: neither has to fit into the backend as a whole.
 * @throws TypeError for an image that is no whole `ImageArray`; else as {@link segment}
 */
export async function segmentArray(unet: UNet, image: ImageArray, options: SegmentOptions = {}): Promise<ImageArray> {
  const { channels, classes } = unet.config;
  checkImageArray('segment', 'image', image);
  if (image.channels !== channels) {
    throw new RangeError(`segment: image must have ${channels} channels, got ${image.channels}`);
  }
  const overlap = overlapTiles(unet.config, image, options);
  for (const [index, tile] of overlap.tiles.entries()) {
    options.signal?.throwIfAborted();
    const data = await predictTile(unet, overlap.input(tile), overlap.context, options.symmetries ?? false);
    overlap.add(tile, { ...overlap.square, channels: classes, data });
    options.onTile?.(index + 1, overlap.tiles.length);
  }
  return overlap.finish();
}

/** The probabilities of the square inside the context, in plain memory. */
async function predictTile(unet: UNet, input: ImageArray, context: number, symmetries: boolean): Promise<Float32Array> {
  const probabilities = tidy(() => {
    const x = tensor4d(input.data, [1, input.height, input.width, input.channels]);
    return symmetries ? averagedPrediction(unet, x, context) : prediction(unet, x, context);
  });
  try {
    return (await probabilities.data()) as Float32Array;
  } finally {
    probabilities.dispose();
  }
}

/** Probabilities `[1, height, width, classes]` of the square inside the context. */
function prediction(unet: UNet, x: Tensor4D, context: number): Tensor4D {
  return tidy(() => {
    const probabilities = softmax(forward(unet.config, unet.parameters, x));
    // Valid convolutions have taken the context away already.
    if (unet.config.padding === 'valid') return probabilities;
    const [, height, width, classes] = probabilities.shape;
    return slice(probabilities, [0, context, context, 0], [1, height - 2 * context, width - 2 * context, classes]);
  });
}

function averagedPrediction(unet: UNet, x: Tensor4D, context: number): Tensor4D {
  const sum = squareSymmetries
    .map((symmetry) => tidy(() => undoSymmetry(prediction(unet, applySymmetry(x, symmetry), context), symmetry)))
    // Not addN: webgpu binds eight buffers to a kernel at most, and the eight summands leave none for their sum.
    .reduce((left, right) => add(left, right));
  return mul(sum, 1 / squareSymmetries.length);
}
