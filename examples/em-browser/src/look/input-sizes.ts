import { inputSizeFor, legalInputSizes, planSegmentation } from '@unet/model/arrays';
import type { Size } from '@unet/tensor/arrays';
import type { TilePlan } from '@unet/tiling/arrays';

/** More tiles than these hide the slice that they are drawn on. */
const mostTiles = 100;

/** The input that a short run trains with is at most this, in pixels. */
const usualInputSize = 236;

/** The tiles by which a network segments a slice. */
export function tilesFor(depth: number, slice: Size, inputSize: number): TilePlan {
  return planSegmentation({ depth }, slice, { inputSize });
}

/**
 * Sides of the network's input for slices of this size: all legal ones from those that need 100 tiles to the first that covers the slice.
 * @param depth poolings of the network
 */
export function inputSizes(depth: number, slice: Size): number[] {
  const { height, width } = slice;
  // With smaller outputs there are more tiles for sure.
  const from = inputSizeFor({ depth }, Math.ceil(Math.sqrt((height * width) / mostTiles)));
  const to = inputSizeFor({ depth }, Math.max(height, width));
  return legalInputSizes({ depth }, { from, to }).filter(
    (inputSize) => tilesFor(depth, slice, inputSize).tiles.length <= mostTiles,
  );
}

/** The input size that was chosen, or, if it is not among them, the largest usual one. */
export function findInputSize(sizes: readonly number[], chosen: number | undefined): number {
  const usual = sizes.filter((size) => size <= usualInputSize).at(-1);
  return sizes.find((size) => size === chosen) ?? usual ?? sizes[0]!;
}
