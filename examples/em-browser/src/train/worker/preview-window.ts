import { outputSize, type UNetConfig } from '@unet/model/arrays';
import { extractLabelTile, extractTile, planTiles } from '@unet/tiling/arrays';
import type { LabelledSlice } from '@unet/trainer/arrays';

/** Seconds that drawing what the network sees may take. */
const BUDGET = 3;

/**
 * Side of the square of a slice that can be segmented in a few seconds, in pixels; undefined where the whole slice can. On a slow machine that
 * is one tile.
 * @param forwardSeconds what the network takes for one tile
 */
export function previewSide(
  config: UNetConfig,
  tile: number,
  { image: { height, width } }: LabelledSlice,
  forwardSeconds: number,
): number | undefined {
  const square = outputSize(config, tile)!;
  const whole = Math.ceil(height / square) * Math.ceil(width / square);
  const affordable = Math.max(1, BUDGET / forwardSeconds);
  return whole <= affordable ? undefined : Math.floor(Math.sqrt(affordable)) * square;
}

/** The middle of a slice, at most so many pixels high and wide. */
export function middleOf(slice: LabelledSlice, side: number): LabelledSlice {
  const { image, label } = slice;
  const size = { height: Math.min(side, image.height), width: Math.min(side, image.width) };
  const plan = planTiles({ height: image.height, width: image.width, tile: size });
  const tile = {
    row: Math.floor((image.height - size.height) / 2),
    column: Math.floor((image.width - size.width) / 2),
  };
  return { ...slice, image: extractTile(image, plan, tile), label: extractLabelTile(label, plan, tile) };
}
