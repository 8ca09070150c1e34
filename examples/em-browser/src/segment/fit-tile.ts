import type { DeviceLimits } from '@unet/backends';
import {
  inputSizeFor,
  largestInputSize,
  margin,
  sizeStep,
  type TrainingMemory,
  trainingMemory,
  type UNetConfig,
} from '@unet/model/arrays';

/** What is to be segmented. */
export interface TileRequest {
  readonly height: number;
  readonly width: number;
  readonly symmetries: boolean;
}

/** The largest tile that is worth its memory: the paper's. */
const LARGEST_TILE = 572;

/** A heap takes up to a third more for tensors of many sizes than they need at their peak; measured on `simd` in training. */
const HEAP_SHARE = 4 / 3;

/**
 * The largest input tile with which a device can predict an image, or undefined where it can with those that `segmentArray` takes by itself.
 * What a device does not tell does not limit.
 * @throws RangeError in one line if not even the smallest fits
 */
export function tileThatFits(config: UNetConfig, request: TileRequest, limits: DeviceLimits): number | undefined {
  const smallest = inputSizeFor(config, 1 + cutAway(config));
  const side = Math.max(request.height, request.width);
  const wanted = Math.min(inputSizeFor(config, side + cutAway(config)), largestInputSize(config, LARGEST_TILE) ?? 0);
  const largest = Math.max(smallest, wanted);
  for (let tile = largest; tile >= smallest; tile -= sizeStep(config)) {
    const memory = trainingMemory(config, tile, limits);
    if (isWithin(memory, averagingBytes(config, tile, request.symmetries), limits)) {
      return tile === largest ? undefined : tile;
    }
  }
  const { inference, largestTensor } = trainingMemory(config, smallest, limits);
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;
  throw new RangeError(
    `the network does not fit into this device: its smallest tile needs ${megabytes(inference)}, ${megabytes(largestTensor.bytes)} of them in one tensor; choose another backend or a smaller network`,
  );
}

/** Context that the smallest square of a network with same padding must have around it, on both sides; valid convolutions count theirs themselves. */
function cutAway(config: UNetConfig): number {
  return margin(config) > 0 ? 0 : 2 * 6 * sizeStep(config);
}

/** Predictions that are kept until they are averaged, their sum, and a turned image. */
function averagingBytes({ classes, channels }: UNetConfig, tile: number, symmetries: boolean): number {
  return symmetries ? 4 * tile ** 2 * (9 * classes + channels) : 0;
}

function isWithin(
  { inference, largestTensor, largestMatrix }: TrainingMemory,
  beside: number,
  { memory, largestTensorBytes, textureSide }: DeviceLimits,
): boolean {
  if (memory !== undefined && (inference + beside) * HEAP_SHARE > memory) return false;
  if (largestTensorBytes !== undefined && largestTensor.bytes > largestTensorBytes) return false;
  if (textureSide === undefined || largestMatrix === undefined) return true;
  // Four values of a matrix share a texel.
  return largestMatrix.bytes / 16 <= textureSide ** 2;
}
