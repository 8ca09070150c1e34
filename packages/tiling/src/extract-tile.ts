import { checkImageArray, checkLabelArray, type ImageArray, type LabelArray } from '@unet/tensor/arrays';
import { checkPlan, checkPlanned, checkTile } from './check-tile.ts';
import { checkMode, type MirrorMode } from './mirror-index.ts';
import type { Tile, TilePlan } from './plan-tiles.ts';
import { readWindow } from './read-window.ts';

/**
 * Cuts out what the network has to see for one tile: the output square with the plan's margin around it, mirrored wherever it
 * leaves the image. The mirrored image is never made as a whole.
 * @param mode default `symmetric`, see {@link MirrorMode}
 * @returns a new image of `(tileHeight + 2 margin) x (tileWidth + 2 margin)` pixels
 * @throws RangeError if the image has not the plan's size or the tile does not lie in it
 * @example
 * const plan = planTiles({ height: 512, width: 512, tile: 388, margin: 92 });
 * const inputs = plan.tiles.map((tile) => extractTile(image, plan, tile)); // 572 x 572 each
 */
export function extractTile(image: ImageArray, plan: TilePlan, tile: Tile, mode: MirrorMode = 'symmetric'): ImageArray {
  checkImageArray('extractTile', 'image', image);
  checkPlan('extractTile', plan);
  checkPlanned('extractTile', 'image', plan, image);
  checkTile('extractTile', plan, tile);
  checkMode('extractTile', mode);
  const { channels } = image;
  const height = plan.tileHeight + 2 * plan.margin;
  const width = plan.tileWidth + 2 * plan.margin;
  const window = { row: tile.row - plan.margin, column: tile.column - plan.margin, height, width };
  const data = readWindow(image, channels, window, mode, new Float32Array(height * width * channels));
  return { height, width, channels, data };
}

/**
 * Cuts out what the network should answer for one tile: the output square of the label, without margin. Where an image is
 * smaller than the tile the overhang is mirrored, as in {@link extractTile}.
 * @param mode default `symmetric`, see {@link MirrorMode}
 * @returns a new label of `tileHeight x tileWidth` pixels
 * @throws RangeError if the label has not the plan's size or the tile does not lie in it
 * @example
 * const target = extractLabelTile(label, plan, plan.tiles[0]); // 388 x 388
 */
export function extractLabelTile(
  label: LabelArray,
  plan: TilePlan,
  tile: Tile,
  mode: MirrorMode = 'symmetric',
): LabelArray {
  checkLabelArray('extractLabelTile', 'label', label);
  checkPlan('extractLabelTile', plan);
  checkPlanned('extractLabelTile', 'label', plan, label);
  checkTile('extractLabelTile', plan, tile);
  checkMode('extractLabelTile', mode);
  const { tileHeight: height, tileWidth: width } = plan;
  const data = readWindow(label, 1, { ...tile, height, width }, mode, new Int32Array(height * width));
  return { height, width, data };
}
