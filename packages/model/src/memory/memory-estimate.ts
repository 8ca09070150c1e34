import type { Size } from '@unet/tensor/arrays';
import { checkInteger, checkOptions, checkSquare, checkSwitch, describe } from '@unet/tensor/internal';
import { usualInputSide } from '../geometry.ts';
import { checkInputSide } from '../input-sizes.ts';
import { type NetworkConfig, type PartialNetworkConfig, wholeConfig } from '../network-config.ts';
import { onShapes } from './on-shapes.ts';
import { valuesOf } from './shapes-backend.ts';
import { type ImageShape, predictionOf, trainingStepOf } from './work-on-shapes.ts';

/** Options of {@link trainingMemory} and {@link segmentationMemory}. */
export interface MemoryOptions {
  /** Side of the square that the network sees, or height and width, legal input sizes. Default: the largest up to 572. */
  readonly inputSize?: number | Size | undefined;
  /** Images in one step. Default 1. */
  readonly batchSize?: number | undefined;
  /**
   * Name of the backend, which need not be current or there at all: each computes some operations by kernels of its own and composes others.
   * Default: `webgl` where convolutions are unfolded, else `cpu`, which composes most.
   */
  readonly backendName?: string | undefined;
  /**
   * Whether the backend writes out the input of a 3 x 3 convolution nine times before it computes it, as `webgl` does
   * (`unfoldsConvolutions` of `deviceLimits` in `@unet/backends`). Default: true for `webgl`, else false.
   */
  readonly unfoldsConvolutions?: boolean | undefined;
}

/** Options of {@link trainingMemory}. */
export interface TrainingMemoryOptions extends MemoryOptions {
  /** Tensors that the optimiser keeps for each weight: momentum 1, Adam 2. Default 1. */
  readonly optimizerSlots?: number | undefined;
}

/** Options of {@link segmentationMemory}. */
export interface SegmentationMemoryOptions extends MemoryOptions {
  /** Whether predictions are averaged over the symmetries of the square, as `segment` can do. Default false. */
  readonly symmetries?: boolean | undefined;
}

/** A tensor of so many bytes. */
export interface TensorSize {
  readonly shape: readonly number[];
  readonly bytes: number;
}

/** What {@link trainingMemory} and {@link segmentationMemory} estimate. */
export interface MemoryEstimate {
  /** Bytes of all tensors at their peak. */
  readonly peak: number;
  /** The largest tensor; a feature map, as a rule. */
  readonly largestTensor: TensorSize;
  /** The largest matrix `[batch, 9 * in, pixels]` of an unfolded convolution; undefined where none is unfolded. */
  readonly largestMatrix: TensorSize | undefined;
}

/**
 * Estimates the memory of tensors that a training step takes at its peak: takes the step itself, forward pass, gradients and update, on shapes
 * without values, and counts what is held.
 *
 * It is what `trainStep` of `@unet/trainer` holds on that backend. Not in it: what a backend keeps for reuse or needs within a kernel, but for
 * the matrix of an unfolded convolution; the copies in another layout that `webgl` makes; the program itself.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @throws RangeError for an illegal size, batch or number of slots; TypeError for an unknown option
 * @example
 * trainingMemory(paperConfig, { inputSize: 572 }).peak / 2 ** 20; // MiB
 */
export function trainingMemory(config: PartialNetworkConfig, options: TrainingMemoryOptions = {}): MemoryEstimate {
  const where = 'trainingMemory';
  checkOptions(where, options, { ...STEP, optimizerSlots: true });
  return estimateTraining(where, wholeConfig(where, config), options);
}

/**
 * Estimates the memory of tensors that `segment` takes at its peak for one batch of tiles, as {@link trainingMemory} does; of the image
 * and the result only these tiles are in it.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @throws RangeError for an illegal size or batch; TypeError for an unknown option
 * @example
 * segmentationMemory(unet.config, { inputSize: 572, batchSize: 4 }).peak / 2 ** 20; // MiB
 */
export function segmentationMemory(
  config: PartialNetworkConfig,
  options: SegmentationMemoryOptions = {},
): MemoryEstimate {
  const where = 'segmentationMemory';
  checkOptions(where, options, { ...STEP, symmetries: true });
  return estimateSegmentation(where, wholeConfig(where, config), options);
}

/**
 * {@link trainingMemory} for other functions of this package.
 * @param where name of the calling function, the start of the message
 */
export function estimateTraining(where: string, config: NetworkConfig, options: TrainingMemoryOptions): MemoryEstimate {
  const { optimizerSlots = 1 } = options;
  checkInteger(where, 'optimizerSlots', optimizerSlots, 0);
  const step = checkStep(where, config, options);
  return estimateOf(step, () => trainingStepOf(config, step.shape, optimizerSlots));
}

/** {@link segmentationMemory} for other functions of this package. */
export function estimateSegmentation(
  where: string,
  config: NetworkConfig,
  options: SegmentationMemoryOptions,
): MemoryEstimate {
  const { symmetries = false } = options;
  checkSwitch(where, 'symmetries', symmetries);
  const step = checkStep(where, config, options);
  return estimateOf(step, () => predictionOf(config, step.shape, symmetries));
}

const STEP: Readonly<Record<keyof MemoryOptions, true>> = {
  inputSize: true,
  batchSize: true,
  backendName: true,
  unfoldsConvolutions: true,
};

/** What of the options holds for any use of a network. */
interface Step {
  readonly shape: ImageShape;
  readonly backendName: string;
  readonly unfoldsConvolutions: boolean | undefined;
}

function checkStep(where: string, config: NetworkConfig, options: MemoryOptions): Step {
  const { inputSize = usualInputSide(config), batchSize = 1, unfoldsConvolutions } = options;
  const { backendName = unfoldsConvolutions === true ? 'webgl' : 'cpu' } = options;
  if (unfoldsConvolutions !== undefined) checkSwitch(where, 'unfoldsConvolutions', unfoldsConvolutions);
  if (typeof backendName !== 'string') {
    throw new TypeError(`${where}: backendName must be a text, got ${describe(backendName)}`);
  }
  const { height, width } = checkSquare(where, 'inputSize', inputSize);
  for (const side of new Set([height, width])) checkInputSide(where, 'inputSize', config, side);
  checkInteger(where, 'batchSize', batchSize, 1);
  return { shape: [batchSize, height, width, config.channels], backendName, unfoldsConvolutions };
}

function estimateOf({ backendName, unfoldsConvolutions }: Step, work: () => void): MemoryEstimate {
  const { peak, largest, largestMatrix } = onShapes(backendName, work, unfoldsConvolutions);
  return { peak, largestTensor: tensorSize(largest!), largestMatrix: largestMatrix && tensorSize(largestMatrix) };
}

function tensorSize(shape: readonly number[]): TensorSize {
  return { shape, bytes: 4 * valuesOf(shape) };
}
