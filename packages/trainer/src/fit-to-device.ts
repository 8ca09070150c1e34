import {
  completeConfig,
  outputSize,
  sizeStep,
  type TrainingMemory,
  trainingMemory,
  type UNetConfig,
} from '@unet/model/arrays';
import { describe } from '@unet/tensor/arrays';
import { largestFitting } from './largest-tile.ts';
import type { LabelledSlice } from './slice.ts';

/** What a device can hold, and what it shall. All that is undefined does not limit. */
export interface FitLimits {
  /** Bytes of the largest tensor. */
  readonly largestTensorBytes?: number | undefined;
  /** Texels of the side of the largest texture, where tensors are textures of one value a texel, and matrices of four. */
  readonly textureSide?: number | undefined;
  /** Bytes of all tensors together. */
  readonly memory?: number | undefined;
  /** Whether the backend writes out a matrix for each convolution. Default false. */
  readonly unfoldsConvolutions?: boolean | undefined;
  /** Samples in one step. Default 1. */
  readonly batch?: number | undefined;
  /** Tensors that the optimiser keeps for each weight: momentum 1, Adam 2. Default 1. */
  readonly optimizerSlots?: number | undefined;
  /** The network gets narrower rather than the tile smaller than this. Default: the smallest legal tile. */
  readonly smallestTile?: number | undefined;
  /** No tile is larger than this. Default 572, the paper's. */
  readonly largestTile?: number | undefined;
}

/** What fits. */
export interface DeviceFit {
  /** The network: as asked for, or with a smaller `baseWidth`. */
  readonly config: UNetConfig;
  /** Side of the network's input. */
  readonly tile: number;
  /** What a step takes then, as an estimate. */
  readonly memory: TrainingMemory;
}

/**
 * Memory that a heap takes for tensors of many sizes, over what they need at their peak: on `simd` 1.14 to 1.30 times the estimate (base 32
 * and 64, 316 and 572 pixels).
 */
const HEAP_SHARE = 4 / 3;

/**
 * The largest tile that a network can be trained with on a device, or, if not even the smallest tile fits, the widest network that can.
 *
 * Knows no backend: pass it what `deviceLimits()` of `@unet/backends` says. A device that does not tell its memory, as GPUs in browsers, is
 * asked for whatever its largest tensor allows: give `memory` where you know better.
 * @param config the network that is wanted; its width is the one to come down
 * @returns undefined if nothing fits, not even a network of width 1
 * @throws RangeError where even the smallest legal tile does not fit into the slices, and for limits that are none
 * @example
 * const fit = fitToDevice(config, slices, { ...deviceLimits(), optimizerSlots: 2 });
 * if (fit) console.log(`tiles of ${fit.tile}, base width ${fit.config.baseWidth}`);
 */
export function fitToDevice(
  config: Partial<UNetConfig>,
  slices: readonly LabelledSlice[],
  limits: FitLimits,
): DeviceFit | undefined {
  const where = 'fitToDevice';
  const wanted = completeConfig(where, config);
  checkLimits(limits);
  const tiles = legalTiles(wanted, largestFitting(where, wanted, slices, limits.largestTile), limits.smallestTile);
  const estimate = (baseWidth: number, tile: number): DeviceFit => {
    const narrowed = { ...wanted, baseWidth };
    return { config: narrowed, tile, memory: trainingMemory(narrowed, tile, limits) };
  };
  for (let width = wanted.baseWidth; width >= 1; width--) {
    if (!isWithin(estimate(width, tiles.at(-1)!).memory, limits)) continue;
    return tiles.map((tile) => estimate(width, tile)).find(({ memory }) => isWithin(memory, limits));
  }
  return undefined;
}

/** Legal tiles from the largest down, all of `smallest` pixels or more; the largest in any case. */
function legalTiles(config: UNetConfig, largest: number, smallest: number = 1): number[] {
  const tiles = [largest];
  for (let tile = largest - sizeStep(config); tile >= smallest; tile -= sizeStep(config)) {
    if (outputSize(config, tile) !== undefined) tiles.push(tile);
  }
  return tiles;
}

function isWithin({ training, largestTensor, largestMatrix }: TrainingMemory, limits: FitLimits): boolean {
  const { largestTensorBytes = Number.POSITIVE_INFINITY, textureSide = Number.POSITIVE_INFINITY } = limits;
  const { memory = Number.POSITIVE_INFINITY } = limits;
  if (training * HEAP_SHARE > memory || largestTensor.bytes > largestTensorBytes) return false;
  if (largestTensor.bytes / 4 > textureSide ** 2) return false;
  if (largestMatrix === undefined) return true;
  const isTexture = limits.textureSide !== undefined;
  return isTexture ? texels(largestMatrix.shape) <= textureSide ** 2 : largestMatrix.bytes <= largestTensorBytes;
}

/** Two rows and two columns of a matrix share a texel. */
function texels([batch, rows, columns]: readonly number[]): number {
  return batch! * Math.ceil(rows! / 2) * Math.ceil(columns! / 2);
}

function checkLimits(limits: FitLimits): void {
  if (typeof limits !== 'object' || limits === null) {
    throw new TypeError(`fitToDevice: limits must be an object, got ${describe(limits)}`);
  }
  for (const name of ['largestTensorBytes', 'textureSide', 'memory'] as const) {
    const value = limits[name];
    if (value !== undefined && !(typeof value === 'number' && value >= 0)) {
      throw new RangeError(`fitToDevice: ${name} must be a number >= 0, got ${describe(value)}`);
    }
  }
  for (const name of ['smallestTile', 'largestTile'] as const) {
    const value = limits[name];
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1)) {
      throw new RangeError(`fitToDevice: ${name} must be a positive integer, got ${describe(value)}`);
    }
  }
}
