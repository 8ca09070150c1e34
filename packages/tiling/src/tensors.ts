import { type Image, imageFromArray, imageToArray, type Label, labelFromArray, labelToArray } from '@unet/tensor';
import { extractLabelTile as extractLabelTileOfArray, extractTile as extractTileOfArray } from './extract-tile.ts';
import type { MirrorMode } from './mirror-index.ts';
import { type Margins, mirrorPad as mirrorPadArray } from './mirror-pad.ts';
import type { Tile, TilePlan } from './plan-tiles.ts';
import { createStitcher as createArrayStitcher, type StitchOptions } from './stitcher.ts';

/**
 * Enlarges an image by mirroring it at its border; the array function of the same name in `@unet/tiling/arrays` on a tensor.
 * The input stays the caller's, the caller owns the result. For inputs only: no gradient flows through it.
 * @returns `[height + top + bottom, width + left + right, channels]`
 * @example
 * const padded = await mirrorPad(image, 92);
 */
export async function mirrorPad(image: Image, margin: number | Margins, mode?: MirrorMode): Promise<Image> {
  return imageFromArray(mirrorPadArray(await imageToArray(image), margin, mode));
}

/**
 * Cuts one tile with its margin out of the mirrored image; the array function of the same name on a tensor. The input stays
 * the caller's, the caller owns the result. Reads the whole image from its backend: for many tiles of one image read it once
 * with `imageToArray` and use `@unet/tiling/arrays`.
 * @returns `[tileHeight + 2 margin, tileWidth + 2 margin, channels]`
 * @example
 * const input = await extractTile(image, plan, plan.tiles[0]);
 */
export async function extractTile(image: Image, plan: TilePlan, tile: Tile, mode?: MirrorMode): Promise<Image> {
  return imageFromArray(extractTileOfArray(await imageToArray(image), plan, tile, mode));
}

/**
 * Cuts the output square of one tile out of a label; the array function of the same name on a tensor. The input stays the
 * caller's, the caller owns the result.
 * @returns `[tileHeight, tileWidth]`
 * @example
 * const target = await extractLabelTile(label, plan, plan.tiles[0]);
 */
export async function extractLabelTile(label: Label, plan: TilePlan, tile: Tile, mode?: MirrorMode): Promise<Label> {
  return labelFromArray(extractLabelTileOfArray(await labelToArray(label), plan, tile, mode));
}

/** Puts the predicted tensors of single tiles together into one image. */
export interface TensorStitcher {
  /**
   * Blends one tile's output square, `[tileHeight, tileWidth, channels]`, into the image. The tensor stays the caller's and may
   * be disposed once the promise is fulfilled.
   * @throws (rejects) RangeError for another size, a tile outside the plan's image, or after finish
   */
  add(tile: Tile, values: Image): Promise<void>;
  /**
   * The image, `[height, width, channels]`; the caller owns it. Await every `add` before.
   * @throws RangeError if a pixel was covered by no tile
   */
  finish(): Image;
}

/**
 * Starts to stitch the tiles of a plan; the array function of the same name on tensors. What it accumulates lies in plain memory:
 * it holds no tensors and needs no disposal.
 * @param options as in `@unet/tiling/arrays`: `blend`, default `mean`
 * @example
 * const stitcher = createStitcher(plan, 2);
 * for (const tile of plan.tiles) await stitcher.add(tile, values.get(tile));
 * const probability = stitcher.finish();
 */
export function createStitcher(plan: TilePlan, channels: number, options?: StitchOptions): TensorStitcher {
  const stitcher = createArrayStitcher(plan, channels, options);
  return {
    add: async (tile, values) => stitcher.add(tile, await imageToArray(values)),
    finish: () => imageFromArray(stitcher.finish()),
  };
}
