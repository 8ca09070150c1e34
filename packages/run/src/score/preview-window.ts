import { type NetworkConfig, planSegmentation, sizeStep } from '@unet/model/arrays';
import type { LabelledSliceArrays, Size } from '@unet/tensor/arrays';
import { extractLabelTile, extractTile, planTiles } from '@unet/tiling/arrays';

/** Seconds that drawing what the network sees may take. */
const BUDGET = 3;

/**
 * Size of the part of a slice that can be segmented in a few seconds, in pixels; undefined where the whole slice can. On a slow machine that
 * is one tile.
 * @param forwardSeconds what the network takes for one tile
 */
export function previewSize(
  config: NetworkConfig,
  inputSize: Size,
  { image }: LabelledSliceArrays,
  forwardSeconds: number,
): Size | undefined {
  const { outputSize, tiles } = planSegmentation(config, image, { inputSize });
  const affordable = Math.max(1, BUDGET / forwardSeconds);
  if (tiles.length <= affordable) return undefined;
  const along = Math.floor(Math.sqrt(affordable));
  // Tiles begin whole steps apart.
  const side = (output: number): number => {
    const step = sizeStep(config);
    return output + (along - 1) * Math.max(step, Math.floor(output / step) * step);
  };
  return { height: side(outputSize.height), width: side(outputSize.width) };
}

/** The middle of a slice, no larger than a size. */
export function middleOf(slice: LabelledSliceArrays, most: Size): LabelledSliceArrays {
  const { image, label } = slice;
  const outputSize = { height: Math.min(most.height, image.height), width: Math.min(most.width, image.width) };
  const plan = planTiles({ height: image.height, width: image.width, outputSize });
  const tile = {
    row: Math.floor((image.height - outputSize.height) / 2),
    column: Math.floor((image.width - outputSize.width) / 2),
  };
  return { ...slice, image: extractTile(image, plan, tile), label: extractLabelTile(label, plan, tile) };
}
