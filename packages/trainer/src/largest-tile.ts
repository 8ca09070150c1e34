import { inputSizeFor, largestInputSize, margin, outputSize, type UNetConfig } from '@unet/model/arrays';
import { describe } from '@unet/tensor/arrays';
import { checkSomeSlices, type LabelledSlice, sliceName } from './slice.ts';

/** The paper's tile: what fits into a usual GPU's memory. */
const USUAL_LIMIT = 572;

/**
 * The largest legal tile, at most 572, whose output square fits into every slice.
 * @throws RangeError where even the smallest legal tile does not
 * @example
 * largestTile(paperConfig, slices); // 572 for slices of 512 x 512 pixels
 */
export function largestTile(config: UNetConfig, slices: readonly LabelledSlice[]): number {
  return largestFitting('largestTile', config, slices, USUAL_LIMIT);
}

/**
 * The side of a tile's output square.
 * @throws RangeError unless the tile is legal and its output fits into every slice
 */
export function fittingOutput(
  where: string,
  config: UNetConfig,
  slices: readonly LabelledSlice[],
  tile: number,
): number {
  const side = legalOutput(where, config, tile);
  for (const [index, slice] of slices.entries()) {
    const { height, width } = slice.image;
    if (height >= side && width >= side) continue;
    const largest = largestFitting(where, config, slices, tile);
    throw new RangeError(
      `${where}: ${sliceName(slice, index)} (${height} x ${width}) is too small for tile ${tile}, whose output is ${side} x ${side}; the largest tile that fits is ${largest}`,
    );
  }
  return side;
}

/** As {@link largestTile}, with another limit. */
export function largestFitting(
  where: string,
  config: UNetConfig,
  slices: readonly LabelledSlice[],
  limit: number = USUAL_LIMIT,
): number {
  checkSomeSlices(where, slices);
  const sides = slices.flatMap(({ image }) => [image.height, image.width]);
  const smallest = sides.reduce((least, side) => Math.min(least, side));
  const fitting = largestInputSize(config, Math.min(limit, smallest + 2 * margin(config)));
  if (fitting === undefined) {
    const least = outputSize(config, inputSizeFor(config, 1));
    throw new RangeError(
      `${where}: slices must be at least ${least} pixels high and wide for this network, got ${smallest}`,
    );
  }
  return fitting;
}

function legalOutput(where: string, config: UNetConfig, tile: number): number {
  if (!Number.isSafeInteger(tile) || tile < 1) {
    throw new RangeError(`${where}: tile must be a positive integer, got ${describe(tile)}`);
  }
  const side = outputSize(config, tile);
  if (side !== undefined) return side;
  const below = largestInputSize(config, tile);
  const above = inputSizeFor(config, Math.max(1, tile - 2 * margin(config)));
  const nearest = below === undefined ? `is ${above}` : `are ${below} and ${above}`;
  throw new RangeError(`${where}: tile must be a legal input size (nearest ${nearest}), got ${tile}`);
}
