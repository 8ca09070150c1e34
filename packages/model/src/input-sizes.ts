import type { Size } from '@unet/tensor/arrays';
import { checkCount, checkList, checkOptions, checkSize, describe } from '@unet/tensor/internal';
import { inputSideFor, inputSideWithin, marginOf, outputSide, stepOf, usualInputSide } from './geometry.ts';
import { type NetworkConfig, type PartialNetworkConfig, wholeConfig } from './network-config.ts';

/** Options of {@link largestInputSize}. */
export interface LargestInputSizeOptions {
  /** Pixels; `Infinity` where `images` alone limit. Default 572, {@link paperInputSize}, or the smallest legal size where that is larger. */
  readonly atMost?: number;
  /** Images, or their sizes, into each of which the output square has to fit: what training samples are cut from. */
  readonly images?: readonly Size[];
}

/**
 * The largest legal input size of at most `atMost` pixels whose output square fits into every image.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @returns undefined where even the smallest legal size is too large
 * @throws RangeError for a limit that is no positive integer, TypeError for images that have no height and width
 * @example
 * largestInputSize(paperConfig, { images: [{ height: 512, width: 512 }] }); // 572
 */
export function largestInputSize(
  config: PartialNetworkConfig,
  options: LargestInputSizeOptions = {},
): number | undefined {
  const where = 'largestInputSize';
  const whole = wholeConfig(where, config);
  checkOptions(where, options, { atMost: true, images: true });
  return inputSideWithin(whole, limitOf(where, whole, 'atMost', options.atMost, options.images));
}

/** Options of {@link legalInputSizes}. */
export interface LegalInputSizesOptions {
  /** Pixels of the smallest size that is wanted. Default: the smallest legal one. */
  readonly from?: number;
  /** Pixels of the largest size that is wanted, as `atMost` of {@link largestInputSize}. */
  readonly to?: number;
  /** As in {@link largestInputSize}. */
  readonly images?: readonly Size[];
}

/**
 * All legal input sizes in a range, in ascending order; an empty list where there are none.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @throws RangeError for a bound that is no positive integer, TypeError for images that have no height and width
 * @example
 * legalInputSizes(paperConfig, { from: 500, to: 560 }); // [508, 524, 540, 556]
 */
export function legalInputSizes(config: PartialNetworkConfig, options: LegalInputSizesOptions = {}): number[] {
  const where = 'legalInputSizes';
  const whole = wholeConfig(where, config);
  checkOptions(where, options, { from: true, to: true, images: true });
  const { from = 1, to, images } = options;
  checkCount(where, 'from', from);
  return inputSidesBetween(whole, from, limitOf(where, whole, 'to', to, images));
}

/**
 * The legal input sizes next to a size: the size itself where it is legal, else the one below, if there is one, and the one above.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @throws RangeError unless `size` is a positive integer
 * @example
 * nearestInputSizes(paperConfig, 512); // [508, 524]
 */
export function nearestInputSizes(config: PartialNetworkConfig, size: number): number[] {
  const whole = wholeConfig('nearestInputSizes', config);
  checkCount('nearestInputSizes', 'size', size);
  return inputSidesAround(whole, size);
}

/** {@link legalInputSizes} of a whole configuration, from 1 or more to a finite limit. */
export function inputSidesBetween(config: NetworkConfig, from: number, to: number): number[] {
  const sizes: number[] = [];
  const first = inputSideFor(config, Math.max(1, from - 2 * marginOf(config)));
  for (let size = first; size <= to; size += stepOf(config)) sizes.push(size);
  return sizes;
}

/**
 * Throws unless an input of this height and width is legal; the message names the nearest legal sizes.
 * @param where name of the calling function, the start of the message
 * @throws RangeError
 */
export function checkInputSize(where: string, config: NetworkConfig, height: number, width: number): void {
  checkInputSide(where, 'height', config, height);
  checkInputSide(where, 'width', config, width);
}

/** As {@link checkInputSize}, for one side that an argument of this name gives. */
export function checkInputSide(where: string, argument: string, config: NetworkConfig, size: number): void {
  checkCount(where, argument, size);
  if (outputSide(config, size) !== undefined) return;
  const nearest = inputSidesAround(config, size).join(' or ');
  throw new RangeError(`${where}: ${argument} must be a legal input size (nearest ${nearest}), got ${size}`);
}

/** Checks a list of images, or of their sizes, and returns the shortest of all their sides. */
export function shortestSide(where: string, images: readonly Size[]): number {
  checkList(where, 'images', images, 'image');
  for (const [index, image] of images.entries()) checkSize(where, `images[${index}]`, image);
  // Not by spreading: a stack may have more slices than a call takes arguments.
  return images.reduce((least, { height, width }) => Math.min(least, height, width), Number.POSITIVE_INFINITY);
}

/** The largest size that a limit, or its default, and images allow. */
function limitOf(
  where: string,
  config: NetworkConfig,
  argument: string,
  limit: number = usualInputSide(config),
  images?: readonly Size[],
): number {
  if (limit !== Number.POSITIVE_INFINITY) checkCount(where, argument, limit);
  if (images !== undefined) return Math.min(limit, shortestSide(where, images) + 2 * marginOf(config));
  if (limit === Number.POSITIVE_INFINITY) {
    throw new RangeError(`${where}: ${argument} must be a positive integer without images, got ${describe(limit)}`);
  }
  return limit;
}

function inputSidesAround(config: NetworkConfig, size: number): number[] {
  const below = inputSideWithin(config, size);
  if (below === size) return [size];
  const above = inputSideFor(config, Math.max(1, size - 2 * marginOf(config)));
  return below === undefined ? [above] : [below, above];
}
