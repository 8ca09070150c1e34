import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { checkImageArray, checkLabelArray } from '@unet/tensor/internal';
import { checkPlan, checkPlanned, checkTile } from './check-tile.ts';
import { boundaryOf, type MirrorOptions } from './mirror-options.ts';
import type { Tile, TilePlan } from './plan-tiles.ts';
import { readWindow } from './read-window.ts';
import { inputWindow, outputWindow } from './tile-windows.ts';

/**
 * Cuts out what the network has to see for one tile: the output square with the plan's margin around it, mirrored wherever it
 * leaves the image. The mirrored image is never made as a whole.
 * @returns a new image of `outputSize + 2 margin` pixels down and across
 * @throws RangeError if the image has not the plan's size, the tile is none of the plan's image, or the boundary is unknown
 * @example
 * const plan = planTiles({ height: 512, width: 512, outputSize: 388, margin: 92 });
 * const inputs = plan.tiles.map((tile) => extractTile(image, plan, tile)); // 572 x 572 each
 */
export function extractTile(image: ImageArray, plan: TilePlan, tile: Tile, options: MirrorOptions = {}): ImageArray {
  checkImageArray('extractTile', 'image', image);
  checkPlan('extractTile', plan);
  checkPlanned('extractTile', 'image', plan, image);
  checkTile('extractTile', plan, tile);
  const boundary = boundaryOf('extractTile', options);
  const window = inputWindow(plan, tile);
  const { height, width } = window;
  const { channels } = image;
  const data = readWindow(image, channels, window, boundary, new Float32Array(height * width * channels));
  return { height, width, channels, data };
}

/**
 * Cuts out what the network should answer for one tile: the output square of the label, without margin. What overhangs is
 * mirrored, as in {@link extractTile}.
 * @returns a new label of `outputSize` pixels
 * @throws RangeError if the label has not the plan's size, the tile is none of the plan's image, or the boundary is unknown
 * @example
 * const target = extractLabelTile(label, plan, plan.tiles[0]); // 388 x 388
 */
export function extractLabelTile(
  label: LabelArray,
  plan: TilePlan,
  tile: Tile,
  options: MirrorOptions = {},
): LabelArray {
  checkLabelArray('extractLabelTile', 'label', label);
  checkPlan('extractLabelTile', plan);
  checkPlanned('extractLabelTile', 'label', plan, label);
  checkTile('extractLabelTile', plan, tile);
  const boundary = boundaryOf('extractLabelTile', options);
  const window = outputWindow(plan, tile);
  const { height, width } = window;
  const data = readWindow(label, 1, window, boundary, new Int32Array(height * width));
  return { height, width, data };
}
