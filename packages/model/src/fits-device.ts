import type { Size } from '@unet/tensor/arrays';
import { checkOptions, checkWord, describe } from '@unet/tensor/internal';
import { estimateSegmentation, estimateTraining, type MemoryEstimate } from './memory/memory-estimate.ts';
import { type PartialNetworkConfig, wholeConfig } from './network-config.ts';

/**
 * What a device can hold: the answer of `deviceLimits()` of `@unet/backends`, of which these fields are read. What is undefined does not
 * limit.
 */
export interface MemoryLimits {
  /** Bytes of all tensors together. */
  readonly memory?: number | undefined;
  /** Bytes of the largest tensor. */
  readonly largestTensorBytes?: number | undefined;
  /** Texels of the side of the largest texture, where tensors are textures of one value a texel, and matrices of four. */
  readonly textureSide?: number | undefined;
  /** Name of the backend, whose ways the estimate goes. Default: one that composes most. */
  readonly backendName?: string | undefined;
  /** Whether the backend writes out a matrix for each convolution. Default: true for `webgl`, else false. */
  readonly unfoldsConvolutions?: boolean | undefined;
}

/** Options of {@link fitsDevice}. */
export interface FitsDeviceOptions {
  /** What for: 'train' takes several times as much as 'segment'. */
  readonly use: 'train' | 'segment';
  /** Side of the square that the network sees, or height and width, legal input sizes. Default: the largest up to 572. */
  readonly inputSize?: number | Size | undefined;
  /** Images in one step. Default 1. */
  readonly batchSize?: number | undefined;
  /** Training: tensors that the optimiser keeps for each weight, momentum 1, Adam 2. Default 1. */
  readonly optimizerSlots?: number | undefined;
  /** Segmentation: whether predictions are averaged over the symmetries of the square. Default false. */
  readonly symmetries?: boolean | undefined;
}

/**
 * Memory that a heap takes for tensors of many sizes, over what they need at their peak: on `simd` 1.13 to 1.43 times the estimate of a
 * training step (base 32 and 64, 316 and 572 pixels, 5 to 12 steps).
 */
const HEAP_SHARE = 1.5;

/**
 * Whether a device can train a network, or segment with it, by squares of a size: whether `trainingMemory` or `segmentationMemory`, and half
 * more for the gaps in a heap, is within its limits, and so is the largest tensor.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @param limits `deviceLimits()` of `@unet/backends`
 * @throws RangeError for an illegal size, another use, or invalid limits; TypeError for unknown options
 * @example
 * fitsDevice(paperConfig, deviceLimits(), { use: 'train', inputSize: 572, batchSize: 2 });
 */
export function fitsDevice(config: PartialNetworkConfig, limits: MemoryLimits, options: FitsDeviceOptions): boolean {
  const where = 'fitsDevice';
  const whole = wholeConfig(where, config);
  checkLimits(where, limits);
  checkOptions(where, options, {
    use: true,
    inputSize: true,
    batchSize: true,
    optimizerSlots: true,
    symmetries: true,
  });
  const { use, ...step } = options;
  checkWord(where, 'use', use, ['train', 'segment']);
  const estimate = use === 'train' ? estimateTraining : estimateSegmentation;
  const { backendName, unfoldsConvolutions } = limits;
  return isWithin(estimate(where, whole, { ...step, backendName, unfoldsConvolutions }), limits);
}

/** Whether an estimate keeps within limits. */
export function isWithin(estimate: MemoryEstimate, limits: MemoryLimits): boolean {
  return holdsTensors(estimate, limits) && holdsMatrix(estimate, limits);
}

/** Whether all tensors, and the largest of them, keep within limits: they grow with the input. */
export function holdsTensors({ peak, largestTensor }: MemoryEstimate, limits: MemoryLimits): boolean {
  const { memory = Number.POSITIVE_INFINITY, largestTensorBytes = Number.POSITIVE_INFINITY, textureSide } = limits;
  if (peak * HEAP_SHARE > memory || largestTensor.bytes > largestTensorBytes) return false;
  return textureSide === undefined || largestTensor.bytes / 4 <= textureSide ** 2;
}

/** Whether the matrices of unfolded convolutions do: a larger input may be cut into bands that are lower. */
function holdsMatrix({ largestMatrix }: MemoryEstimate, limits: MemoryLimits): boolean {
  const { largestTensorBytes = Number.POSITIVE_INFINITY, textureSide } = limits;
  if (largestMatrix === undefined) return true;
  if (textureSide === undefined) return largestMatrix.bytes <= largestTensorBytes;
  return texels(largestMatrix.shape) <= textureSide ** 2;
}

/** Two rows and two columns of a matrix share a texel. */
function texels([batch, rows, columns]: readonly number[]): number {
  return batch! * Math.ceil(rows! / 2) * Math.ceil(columns! / 2);
}

/**
 * Throws unless `limits` is an object of the fields of {@link MemoryLimits} and those that `deviceLimits()` of `@unet/backends` has beside
 * them.
 * @param where name of the calling function, the start of the message
 */
export function checkLimits(where: string, limits: MemoryLimits): void {
  checkOptions<object>(where, limits, LIMITS, 'limits');
  for (const name of ['memory', 'largestTensorBytes', 'textureSide'] as const) {
    const value = limits[name];
    if (value !== undefined && !(typeof value === 'number' && value >= 0)) {
      throw new RangeError(`${where}: limits.${name} must be a number >= 0, got ${describe(value)}`);
    }
  }
  const { backendName } = limits;
  if (backendName !== undefined && typeof backendName !== 'string') {
    throw new TypeError(`${where}: limits.backendName must be a text, got ${describe(backendName)}`);
  }
}

const LIMITS: Readonly<Record<string, true>> = {
  memory: true,
  largestTensorBytes: true,
  textureSide: true,
  unfoldsConvolutions: true,
  backendName: true,
  device: true,
  emulated: true,
  float32: true,
};
