import type { Boundary, Image, ImageArray, Label, LabelArray, Size } from '@unet/tensor';
import { checkBoundary, checkOptions, checkSwitch, checkWord, describe } from '@unet/tensor/internal';
import type { Blend } from '@unet/tiling/arrays';
import type { MemoryLimits } from './fits-device.ts';

/** What `segment` returns: class probabilities, the most probable class, or both. */
export type SegmentOutput = 'probabilities' | 'label' | 'both';

/** Options of `segment`. */
export interface SegmentOptions<Output extends SegmentOutput = 'probabilities'> {
  /**
   * Side of the square that the network sees at once, or height and width, legal input sizes. Default: what `segmentationInputSize` says:
   * what the image needs, at most 572, and what fits `limits`.
   */
  readonly inputSize?: number | Size | undefined;
  /**
   * Pixels from one output square to the next, at most the output square's side. With a multiple of `sizeStep` the result does not
   * depend on where the tiles lie; the default is the largest such, and the whole side where the square is smaller than that.
   */
  readonly stride?: number | Size | undefined;
  /** How overlapping outputs are joined: their mean, or weighted towards each tile's centre. Default 'mean'. */
  readonly blend?: Blend | undefined;
  /** How the image continues beyond its border. Default 'symmetric'. */
  readonly boundary?: Boundary | undefined;
  /**
   * Averages the predictions for the tile and its images under the seven other symmetries of the square; takes eight times as
   * long. Default false.
   */
  readonly symmetries?: boolean | undefined;
  /** Tiles that go through the network at once. More than one may be faster on a GPU if tiles are small. Default 1. */
  readonly batchSize?: number | undefined;
  /**
   * What the device can hold: `deviceLimits()` of `@unet/backends`. The input becomes as small as it must for a batch to fit, and where not
   * even the smallest does, or `inputSize` is given, the batch becomes smaller. Default: nothing limits.
   */
  readonly limits?: MemoryLimits | undefined;
  /**
   * 'probabilities', `[height, width, classes]`; 'label', the most probable class `[height, width]`, the lowest among equals; 'both'. With
   * 'label' the probabilities of a whole image in plain memory are never held. Default 'probabilities'.
   */
  readonly output?: Output | undefined;
  /** Called after each batch of tiles, with the number of tiles done and in all. */
  readonly onTile?: ((done: number, total: number) => void) | undefined;
  /** Stops between two batches, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What `segment` returns for `output: 'both'` of a tensor. */
export interface Segmentation {
  /** Class probabilities, float32 `[height, width, classes]`. */
  readonly probabilities: Image;
  /** The most probable class, int32 `[height, width]`. */
  readonly label: Label;
}

/** What `segment` returns for `output: 'both'` of an image in plain memory. */
export interface SegmentationArrays {
  /** Class probabilities. */
  readonly probabilities: ImageArray;
  /** The most probable class. */
  readonly label: LabelArray;
}

/** Options of `segment` with their defaults, save those that decide about the plan. */
export interface CheckedOptions {
  readonly blend: Blend;
  readonly boundary: Boundary;
  readonly symmetries: boolean;
  readonly output: SegmentOutput;
  readonly onTile: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** Checks the options that do not decide about the plan. */
export function checkSegmentOptions(where: string, options: SegmentOptions<SegmentOutput>): CheckedOptions {
  checkOptions(where, options, {
    inputSize: true,
    stride: true,
    blend: true,
    boundary: true,
    symmetries: true,
    batchSize: true,
    limits: true,
    output: true,
    onTile: true,
    signal: true,
  });
  const { blend = 'mean', boundary = 'symmetric', symmetries = false, output = 'probabilities' } = options;
  const { onTile = () => {}, signal } = options;
  checkWord(where, 'blend', blend, ['mean', 'centre']);
  checkBoundary(where, boundary);
  checkSwitch(where, 'symmetries', symmetries);
  checkWord(where, 'output', output, ['probabilities', 'label', 'both']);
  if (typeof onTile !== 'function') {
    throw new TypeError(`${where}: onTile must be a function, got ${describe(onTile)}`);
  }
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function') {
    throw new TypeError(`${where}: signal must be an AbortSignal, got ${describe(signal)}`);
  }
  return { blend, boundary, symmetries, output, onTile, signal };
}
