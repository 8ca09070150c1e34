import type { Size } from '@unet/tensor/arrays';
import { checkSwitch } from '@unet/tensor/internal';
import type { Room } from './choose-input.ts';
import { checkLimits, holdsTensors, isWithin, type MemoryLimits } from './fits-device.ts';
import { estimateSegmentation, type MemoryEstimate } from './memory/memory-estimate.ts';
import type { NetworkConfig } from './network-config.ts';

/** What {@link roomForSegmentation} decides from. */
export interface RoomOptions {
  /** What the device can hold: `deviceLimits()` of `@unet/backends`. Default: nothing limits. */
  readonly limits?: MemoryLimits | undefined;
  /** Whether predictions are averaged over the symmetries of the square. Default false. */
  readonly symmetries?: boolean | undefined;
  /** Bytes of tensors that lie on the device beside the tiles. Default 0. */
  readonly held?: number | undefined;
}

/**
 * What a device has room for while `segment` predicts tiles; undefined where nothing limits.
 * @param where name of the calling function, the start of the message
 */
export function roomForSegmentation(where: string, config: NetworkConfig, options: RoomOptions): Room | undefined {
  const { limits, symmetries = false, held = 0 } = options;
  checkSwitch(where, 'symmetries', symmetries);
  if (limits === undefined) return undefined;
  checkLimits(where, limits);
  const { backendName, unfoldsConvolutions } = limits;
  const memoryOf = (inputSize: Size, batchSize: number): MemoryEstimate => {
    const step = { inputSize, batchSize, symmetries, backendName, unfoldsConvolutions };
    const tiles = estimateSegmentation(where, config, step);
    return { ...tiles, peak: tiles.peak + held };
  };
  return {
    fits: (inputSize, batchSize) => isWithin(memoryOf(inputSize, batchSize), limits),
    holdsTensors: (inputSize, batchSize) => holdsTensors(memoryOf(inputSize, batchSize), limits),
    refusal: (inputSize) => {
      const { peak, largestTensor } = memoryOf(inputSize, 1);
      return new RangeError(
        `${where}: network must fit the device; an input of ${inputSize.height} x ${inputSize.width} pixels needs ${megabytes(peak)}, ${megabytes(largestTensor.bytes)} of them in one tensor: choose another backend or a smaller network`,
      );
    },
  };
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
