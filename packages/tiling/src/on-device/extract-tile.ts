import type { Image, Label } from '@unet/tensor';
import { checkImage, checkLabel } from '@unet/tensor/internal';
import { checkPlan, checkPlanned, checkTile } from '../check-tile.ts';
import { boundaryOf, type MirrorOptions } from '../mirror-options.ts';
import type { Tile, TilePlan } from '../plan-tiles.ts';
import { inputWindow, outputWindow } from '../tile-windows.ts';
import { tensorWindow } from './read-window.ts';

/**
 * Cuts out what the network has to see for one tile, on the device: the output square with the plan's margin around it, mirrored
 * wherever it leaves the image. The mirrored image is never made as a whole.
 * @param image of the plan's size; stays the caller's
 * @returns an image of `outputSize + 2 margin` pixels down and across, owned by the caller
 * @throws RangeError if the image has not the plan's size, the tile is none of the plan's image, or the boundary is unknown
 * @example
 * const plan = planTiles({ height: 512, width: 512, outputSize: 388, margin: 92 });
 * const input = extractTile(image, plan, plan.tiles[0]); // 572 x 572
 */
export function extractTile(image: Image, plan: TilePlan, tile: Tile, options: MirrorOptions = {}): Image {
  checkImage('extractTile', 'image', image);
  checkPlan('extractTile', plan);
  checkPlanned('extractTile', 'image', plan, { height: image.shape[0], width: image.shape[1] });
  checkTile('extractTile', plan, tile);
  const boundary = boundaryOf('extractTile', options);
  return tensorWindow(image, inputWindow(plan, tile), boundary);
}

/**
 * Cuts out what the network should answer for one tile, on the device: the output square of the label, without margin. What
 * overhangs is mirrored, as in {@link extractTile}.
 * @param label of the plan's size; stays the caller's
 * @returns a label of `outputSize` pixels, owned by the caller
 * @throws RangeError if the label has not the plan's size, the tile is none of the plan's image, or the boundary is unknown
 * @example
 * const target = extractLabelTile(label, plan, plan.tiles[0]); // 388 x 388
 */
export function extractLabelTile(label: Label, plan: TilePlan, tile: Tile, options: MirrorOptions = {}): Label {
  checkLabel('extractLabelTile', 'label', label);
  checkPlan('extractLabelTile', plan);
  checkPlanned('extractLabelTile', 'label', plan, { height: label.shape[0], width: label.shape[1] });
  checkTile('extractLabelTile', plan, tile);
  const boundary = boundaryOf('extractLabelTile', options);
  return tensorWindow(label, outputWindow(plan, tile), boundary);
}
