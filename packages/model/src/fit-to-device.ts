import type { Size } from '@unet/tensor/arrays';
import { checkCount, checkOptions } from '@unet/tensor/internal';
import type { UNetConfig } from './config.ts';
import { checkLimits, holdsTensors, isWithin, type MemoryLimits } from './fits-device.ts';
import { inputSideFor, marginOf, outputSide, usualInputSide } from './geometry.ts';
import { inputSidesBetween, shortestSide } from './input-sizes.ts';
import { largestWhere } from './largest-where.ts';
import { estimateTraining, type MemoryEstimate } from './memory/memory-estimate.ts';
import { type NetworkConfig, type PartialNetworkConfig, wholeConfig, withBaseWidth } from './network-config.ts';

/** Options of {@link fitToDevice}. */
export interface FitToDeviceOptions {
  /** Samples in one step. Default 1. */
  readonly batchSize?: number | undefined;
  /** Tensors that the optimiser keeps for each weight: momentum 1, Adam 2. Default 1. */
  readonly optimizerSlots?: number | undefined;
  /** The network gets narrower rather than the input smaller than this, in pixels. Default: the smallest legal input size. */
  readonly smallestInputSize?: number | undefined;
  /** No input is larger than this, in pixels. Default 572, the paper's. */
  readonly largestInputSize?: number | undefined;
}

/** What fits: the result of {@link fitToDevice}. */
export interface DeviceFit<Config extends NetworkConfig = UNetConfig> {
  /** The network: as asked for, or with a smaller `baseWidth`, and in proportion a smaller `headWidth`. */
  readonly config: Config;
  /** Side of the network's input, in pixels. */
  readonly inputSize: number;
  /** What a training step takes then, as an estimate. */
  readonly memory: MemoryEstimate;
}

/**
 * The largest input size with which a network can be trained on a device, or, if not even the smallest one fits, the widest network that
 * can be.
 *
 * Knows no backend: pass it what `deviceLimits()` of `@unet/backends` says. A device that does not tell its memory, as GPUs in browsers, is
 * asked for whatever its largest tensor allows: give `memory` where you know better.
 * @param config what differs from `paperConfig` or `paperFCNConfig`; its `baseWidth` is the one to come down
 * @param images images, or their sizes, into each of which the output square has to fit
 * @returns undefined if nothing fits, not even a network of width 1
 * @throws RangeError where the smallest output does not fit into the images, and for invalid limits; TypeError for unknown options
 * @example
 * const fit = fitToDevice(config, slices.map(({ image }) => image), deviceLimits(), { optimizerSlots: 2 });
 * if (fit) console.log(`inputs of ${fit.inputSize} pixels, base width ${fit.config.baseWidth}`);
 */
export function fitToDevice(
  config: Partial<UNetConfig>,
  images: readonly Size[],
  limits: MemoryLimits,
  options?: FitToDeviceOptions,
): DeviceFit | undefined;
export function fitToDevice(
  config: PartialNetworkConfig,
  images: readonly Size[],
  limits: MemoryLimits,
  options?: FitToDeviceOptions,
): DeviceFit<NetworkConfig> | undefined;
export function fitToDevice(
  config: PartialNetworkConfig,
  images: readonly Size[],
  limits: MemoryLimits,
  options: FitToDeviceOptions = {},
): DeviceFit<NetworkConfig> | undefined {
  const where = 'fitToDevice';
  const wanted = wholeConfig(where, config);
  checkLimits(where, limits);
  checkOptions(where, options, {
    batchSize: true,
    optimizerSlots: true,
    smallestInputSize: true,
    largestInputSize: true,
  });
  const { batchSize, optimizerSlots } = options;
  const { backendName, unfoldsConvolutions } = limits;
  const inputSizes = candidates(where, wanted, images, options);
  const estimate = (baseWidth: number, inputSize: number): DeviceFit<NetworkConfig> => {
    const narrowed = withBaseWidth(wanted, baseWidth);
    const step = { inputSize, batchSize, optimizerSlots, backendName, unfoldsConvolutions };
    const memory = estimateTraining(where, narrowed, step);
    return { config: narrowed, inputSize, memory };
  };
  const smallest = inputSizes.at(-1)!;
  const width = largestWhere(wanted.baseWidth, (baseWidth) => isWithin(estimate(baseWidth, smallest).memory, limits));
  if (width === 0) return undefined;
  const count = largestWhere(inputSizes.length, (rank) =>
    holdsTensors(estimate(width, inputSizes.at(-rank)!).memory, limits),
  );
  for (const inputSize of inputSizes.slice(-count)) {
    const fit = estimate(width, inputSize);
    if (isWithin(fit.memory, limits)) return fit;
  }
  return undefined;
}

/** Legal input sizes from the largest down to the smallest that is wanted; the largest in any case. */
function candidates(
  where: string,
  config: NetworkConfig,
  images: readonly Size[],
  { smallestInputSize = 1, largestInputSize = usualInputSide(config) }: FitToDeviceOptions,
): number[] {
  checkCount(where, 'smallestInputSize', smallestInputSize);
  checkCount(where, 'largestInputSize', largestInputSize);
  const shortest = shortestSide(where, images);
  const least = inputSideFor(config, 1);
  if (shortest + 2 * marginOf(config) < least) {
    throw new RangeError(
      `${where}: images must be at least ${outputSide(config, least)} pixels high and wide for this network, got ${shortest}`,
    );
  }
  if (largestInputSize < least) {
    throw new RangeError(
      `${where}: largestInputSize must be at least ${least}, the smallest legal input size, got ${largestInputSize}`,
    );
  }
  const legal = inputSidesBetween(config, 1, Math.min(largestInputSize, shortest + 2 * marginOf(config))).reverse();
  return legal.filter((size, index) => index === 0 || size >= smallestInputSize);
}
