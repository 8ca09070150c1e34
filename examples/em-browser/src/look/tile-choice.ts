import { inputSizeFor, margin, outputSize, sizeStep } from '@unet/model/arrays';

/** A square that a network can take in, and what comes out; pixels. */
export interface LegalTile {
  readonly input: number;
  readonly output: number;
  /** Context on each side of the output. */
  readonly margin: number;
}

/** More tiles than these hide the slice that they are drawn on. */
const mostTiles = 100;

/** The tile that a short run trains with has at most this input. */
const usualInput = 236;

/**
 * The tiles for slices of this size: all legal ones of the network from those that need 100 tiles to the first that covers the slice.
 * @param depth poolings of the network
 */
export function legalTiles(depth: number, slice: { readonly height: number; readonly width: number }): LegalTile[] {
  const shape = { depth, padding: 'valid' } as const;
  const context = margin(shape);
  const last = inputSizeFor(shape, Math.max(slice.height, slice.width));
  const tiles: LegalTile[] = [];
  for (let input = inputSizeFor(shape, 1); input <= last; input += sizeStep(shape)) {
    const output = outputSize(shape, input)!;
    const tile = { input, output, margin: context };
    if (tileCount(tile, slice) <= mostTiles) tiles.push(tile);
  }
  return tiles;
}

/** How many tiles cover a slice. */
export function tileCount({ output }: LegalTile, slice: { readonly height: number; readonly width: number }): number {
  return Math.ceil(slice.height / output) * Math.ceil(slice.width / output);
}

/** The tile of this input, or, if it is not among them, the largest usual one. */
export function findTile(tiles: readonly LegalTile[], input: number | undefined): LegalTile {
  const usual = tiles.filter((tile) => tile.input <= usualInput).at(-1);
  return tiles.find((tile) => tile.input === input) ?? usual ?? tiles[0]!;
}
