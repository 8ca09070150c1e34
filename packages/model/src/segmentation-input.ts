import type { Size } from '@unet/tensor/arrays';
import { checkCount, checkOptions, checkSize, checkSquare, checkSwitch } from '@unet/tensor/internal';
import { planTiles } from '@unet/tiling/arrays';
import { type UNetConfig, wholeConfig } from './config.ts';
import { checkLimits, isWithin, type MemoryLimits } from './fits-device.ts';
import { contextOf, inputSideFor, inputSideWithin, paperInputSize, stepOf } from './geometry.ts';
import { checkInputSide } from './input-sizes.ts';
import { estimateSegmentation, type MemoryEstimate } from './memory/memory-estimate.ts';

/** Options of {@link segmentationInputSize}. */
export interface SegmentationInputSizeOptions {
  /** Pixels that neither side exceeds. Default 572, the paper's, or the smallest input size where that is larger. */
  readonly atMost?: number | undefined;
  /** What the device can hold: `deviceLimits()` of `@unet/backends`. Default: nothing limits. */
  readonly limits?: MemoryLimits | undefined;
  /** Tiles that are predicted at once. Default 1. */
  readonly batchSize?: number | undefined;
  /** Whether predictions are averaged over the symmetries of the square. Default false. */
  readonly symmetries?: boolean | undefined;
}

/**
 * Height and width of the input by which `segment` predicts an image unless it is told otherwise: what the image needs, at most 572
 * pixels, and what fits the device. Where a batch does not fit with the smallest input either, `segment` takes fewer tiles at once.
 * @param config what differs from `paperConfig`
 * @param image the image, or its size
 * @throws RangeError if not even one tile of the smallest size fits the device, and for invalid sizes; TypeError for unknown options
 * @example
 * segmentationInputSize(paperConfig, { height: 100, width: 2000 }); // { height: 284, width: 572 }
 */
export function segmentationInputSize(
  config: Partial<UNetConfig>,
  image: Size,
  options: SegmentationInputSizeOptions = {},
): Size {
  const where = 'segmentationInputSize';
  const whole = wholeConfig(where, config);
  checkSize(where, 'image', image);
  checkOptions(where, options, { atMost: true, limits: true, batchSize: true, symmetries: true });
  return chooseInput(where, whole, image, options).inputSize;
}

/** What {@link chooseInput} decides from. */
export interface InputOptions extends SegmentationInputSizeOptions {
  /** Sides that are wanted, taken as they are; only the batch becomes smaller then. */
  readonly inputSize?: number | Size | undefined;
  readonly stride?: Size | undefined;
  /** Bytes of tensors that lie on the device beside the tiles. */
  readonly held?: number | undefined;
}

/** The tiles of a segmentation. */
export interface ChosenInput {
  readonly inputSize: Size;
  /** Tiles at once, no more than there are. */
  readonly batchSize: number;
}

/** The largest input, and with it the largest batch up to the one that is wanted, that an image needs and a device holds. */
export function chooseInput(where: string, config: UNetConfig, image: Size, options: InputOptions): ChosenInput {
  const { atMost, limits, batchSize: wanted = 1, symmetries = false, held = 0 } = options;
  checkCount(where, 'batchSize', wanted);
  checkSwitch(where, 'symmetries', symmetries);
  if (limits !== undefined) checkLimits(where, limits);
  const inputSizes = inputSizesFor(where, config, image, options.inputSize, atMost);
  const memoryOf = (inputSize: Size, batchSize: number): MemoryEstimate => {
    const unfoldsConvolutions = limits?.unfoldsConvolutions;
    const tiles = estimateSegmentation(where, config, { inputSize, batchSize, symmetries, unfoldsConvolutions });
    return { ...tiles, peak: tiles.peak + held };
  };
  const fits = (inputSize: Size, batchSize: number): boolean =>
    limits === undefined || isWithin(memoryOf(inputSize, batchSize), limits);

  for (const inputSize of inputSizes) {
    const batchSize = Math.min(wanted, tileCount(config, image, inputSize, options.stride));
    if (fits(inputSize, batchSize)) return { inputSize, batchSize };
  }
  const inputSize = inputSizes.at(-1)!;
  for (let batchSize = wanted - 1; batchSize > 0; batchSize--) {
    if (fits(inputSize, batchSize)) return { inputSize, batchSize };
  }
  const { peak, largestTensor } = memoryOf(inputSize, 1);
  throw new RangeError(
    `${where}: network must fit the device; an input of ${inputSize.height} x ${inputSize.width} pixels needs ${megabytes(peak)}, ${megabytes(largestTensor.bytes)} of them in one tensor: choose another backend or a smaller network`,
  );
}

/** What may be tried, the best first. */
function inputSizesFor(
  where: string,
  config: UNetConfig,
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
function limitOf(where: string, config: UNetConfig, smallest: number, atMost: number | undefined): number {
  if (atMost === undefined) return Math.max(smallest, inputSideWithin(config, paperInputSize) ?? smallest);
  checkCount(where, 'atMost', atMost);
  if (atMost < smallest) {
    throw new RangeError(`${where}: atMost must be at least ${smallest}, the smallest input size, got ${atMost}`);
  }
  return inputSideWithin(config, atMost)!;
}

function tileCount(config: UNetConfig, image: Size, inputSize: Size, stride: Size | undefined): number {
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

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
