import type { Size } from '@unet/tensor/arrays';
import { checkCount, checkSquare } from '@unet/tensor/internal';
import { planTiles } from '@unet/tiling/arrays';
import { contextOf, inputSideFor, inputSideWithin, paperInputSize, stepOf } from './geometry.ts';
import { checkInputSide } from './input-sizes.ts';
import { largestWhere } from './largest-where.ts';
import type { NetworkConfig } from './network-config.ts';

/** What {@link chooseInput} decides from. */
export interface InputOptions {
  /** Sides that are wanted, taken as they are; only the batch becomes smaller then. */
  readonly inputSize?: number | Size | undefined;
  /** Pixels that neither side exceeds. Default 572, the paper's, or the smallest input size where that is larger. */
  readonly atMost?: number | undefined;
  readonly stride?: Size | undefined;
  /** Tiles that are wanted at once. Default 1. */
  readonly batchSize?: number | undefined;
}

/** What a device has room for. */
export interface Room {
  fits(inputSize: Size, batchSize: number): boolean;
  /** Whether the tensors do, which become smaller with the input; matrices of convolutions may not. */
  holdsTensors(inputSize: Size, batchSize: number): boolean;
  /** What to throw where not even one tile of this size fits. */
  refusal(inputSize: Size): Error;
}

/** The tiles of a segmentation. */
export interface ChosenInput {
  readonly inputSize: Size;
  /** Tiles at once, no more than there are. */
  readonly batchSize: number;
}

/**
 * The largest input, and with it the largest batch up to the one that is wanted, that an image needs and a device holds.
 * @param room default: nothing limits
 */
export function chooseInput(
  where: string,
  config: NetworkConfig,
  image: Size,
  options: InputOptions,
  room?: Room,
): ChosenInput {
  const { atMost, batchSize: wanted = 1 } = options;
  checkCount(where, 'batchSize', wanted);
  const inputSizes = inputSizesFor(where, config, image, options.inputSize, atMost);
  const tilesAtOnce = (inputSize: Size): number =>
    Math.min(wanted, tileCount(config, image, inputSize, options.stride));
  if (room === undefined) return { inputSize: inputSizes[0]!, batchSize: tilesAtOnce(inputSizes[0]!) };

  // Halving finds what a single tile fits with; from there on a batch grows as the input shrinks.
  const count = largestWhere(inputSizes.length, (rank) => room.holdsTensors(inputSizes.at(-rank)!, 1));
  for (const inputSize of count === 0 ? [] : inputSizes.slice(-count)) {
    const batchSize = tilesAtOnce(inputSize);
    if (room.fits(inputSize, batchSize)) return { inputSize, batchSize };
  }
  const inputSize = inputSizes.at(-1)!;
  const batchSize = largestWhere(wanted - 1, (size) => room.fits(inputSize, size));
  if (batchSize === 0) throw room.refusal(inputSize);
  return { inputSize, batchSize };
}

/** What may be tried, the best first. */
function inputSizesFor(
  where: string,
  config: NetworkConfig,
  image: Size,
  inputSize: number | Size | undefined,
  atMost: number | undefined,
): Size[] {
  const context = contextOf(config);
  if (inputSize !== undefined) {
    const size = checkSquare(where, 'inputSize', inputSize);
    for (const side of [size.height, size.width]) {
      checkInputSide(where, 'inputSize', config, side);
      if (side > 2 * context) continue;
      throw new RangeError(
        `${where}: inputSize must be larger than twice the context of ${context} pixels, got ${side}`,
      );
    }
    return [size];
  }
  // The input of a network with same padding includes the context that is cut away again.
  const cutAway = config.padding === 'valid' ? 0 : 2 * context;
  const smallest = inputSideFor(config, 1 + cutAway);
  const needed = {
    height: inputSideFor(config, image.height + cutAway),
    width: inputSideFor(config, image.width + cutAway),
  };
  const longest = Math.max(needed.height, needed.width);
  const sizes: Size[] = [];
  for (
    let side = Math.min(longest, limitOf(where, config, smallest, atMost));
    side >= smallest;
    side -= stepOf(config)
  ) {
    sizes.push({ height: Math.min(needed.height, side), width: Math.min(needed.width, side) });
  }
  return sizes;
}

/** The largest legal side up to a limit, or its default. */
function limitOf(where: string, config: NetworkConfig, smallest: number, atMost: number | undefined): number {
  if (atMost === undefined) return Math.max(smallest, inputSideWithin(config, paperInputSize) ?? smallest);
  checkCount(where, 'atMost', atMost);
  if (atMost < smallest) {
    throw new RangeError(`${where}: atMost must be at least ${smallest}, the smallest input size, got ${atMost}`);
  }
  return inputSideWithin(config, atMost)!;
}

function tileCount(config: NetworkConfig, image: Size, inputSize: Size, stride: Size | undefined): number {
  const align = stepOf(config);
  const alongAxis = (side: 'height' | 'width'): number => {
    const outputSize = inputSize[side] - 2 * contextOf(config);
    // One that is too large is refused later, in the words of the caller.
    const step = stride === undefined ? undefined : Math.min(outputSize, stride[side]);
    return planTiles({
      height: image[side],
      width: 1,
      outputSize: { height: outputSize, width: 1 },
      align,
      ...(step === undefined ? {} : { stride: { height: step, width: 1 } }),
    }).tiles.length;
  };
  return alongAxis('height') * alongAxis('width');
}
