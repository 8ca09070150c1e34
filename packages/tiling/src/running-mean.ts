import type { Size } from '@unet/tensor/arrays';
import { place } from '@unet/tensor/internal';
import type { Tile, TilePlan } from './plan-tiles.ts';

/** Rows of an image of which predictions are averaged, from row `top` on. */
export interface RunningMean {
  readonly top: number;
  /** Weighted mean of what came so far, `rows x plan.width x channels`. */
  readonly mean: Float32Array;
  /** Sum of the weights of what came so far, `rows x plan.width`; 0 where nothing did. */
  readonly weightSum: Float32Array;
}

/** How much of a tile's output square lies inside the image; the rest overhangs, below and to the right. */
export function insideImage(plan: TilePlan, tile: Tile): Size {
  return {
    height: Math.min(plan.outputSize.height, plan.height - tile.row),
    width: Math.min(plan.outputSize.width, plan.width - tile.column),
  };
}

/**
 * Blends one output square into the rows that it covers: m += (v - m) w / W, with W the sum of weights (West 1979,
 * https://doi.org/10.1145/359146.359153). Equal values come out unchanged to the last bit.
 * @param weights of the pixels of the output square
 * @param values of the output square, `outputSize x channels`
 */
export function blendTile(
  into: RunningMean,
  plan: TilePlan,
  tile: Tile,
  weights: Float32Array,
  values: Float32Array,
  channels: number,
): void {
  const { mean, weightSum, top } = into;
  const inside = insideImage(plan, tile);
  for (let row = 0; row < inside.height; row++) {
    let pixel = (tile.row - top + row) * plan.width + tile.column;
    let sourcePixel = row * plan.outputSize.width;
    let source = sourcePixel * channels;
    for (let column = 0; column < inside.width; column++, pixel++, sourcePixel++) {
      const weight = weights[sourcePixel]!;
      weightSum[pixel]! += weight;
      // Of float32 as its sum is, so that the first tile's share is exactly 1.
      const share = weight / weightSum[pixel]!;
      let target = pixel * channels;
      for (let channel = 0; channel < channels; channel++, source++, target++) {
        mean[target]! += (values[source]! - mean[target]!) * share;
      }
    }
  }
}

/** Adds the weights of one output square alone: the sum of weights after {@link blendTile}, where the values lie elsewhere. */
export function addWeights(weightSum: Float32Array, plan: TilePlan, tile: Tile, weights: Float32Array): void {
  const inside = insideImage(plan, tile);
  for (let row = 0; row < inside.height; row++) {
    let pixel = (tile.row + row) * plan.width + tile.column;
    let source = row * plan.outputSize.width;
    for (let column = 0; column < inside.width; column++) weightSum[pixel++]! += weights[source++]!;
  }
}

/**
 * Throws where pixels from row `top` on were covered by no tile: their weight sum is 0, or they lie beyond what is kept.
 * @param pixels how many to look at
 */
export function checkCovered(
  where: string,
  { weightSum, top }: Pick<RunningMean, 'weightSum' | 'top'>,
  pixels: number,
  width: number,
): void {
  const kept = weightSum.subarray(0, pixels);
  const gap = kept.indexOf(0);
  const first = gap < 0 ? kept.length : gap;
  if (first === pixels) return;
  let count = pixels - kept.length;
  for (let pixel = first; pixel < kept.length; pixel++) {
    if (kept[pixel] === 0) count++;
  }
  throw new RangeError(
    `${where}: every pixel must be covered, got ${count} uncovered, the first at ${place(top * width + first, width)}`,
  );
}
