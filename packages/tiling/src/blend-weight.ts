import { checkWord } from '@unet/tensor/internal';
import type { TilePlan } from './plan-tiles.ts';

/**
 * How overlapping predictions are averaged.
 * - `mean`: all alike.
 * - `centre`: by the product of `sin^2(pi (i + 1/2) / n)` over rows and columns, `i` the pixel within the tile and `n` the tile's
 *   length: a raised cosine sampled at pixel centres, 1 in the middle, flat at both ends, and never 0, so that pixels
 *   which a single tile's border covers keep their value.
 */
export type Blend = 'mean' | 'centre';

/** Throws unless `blend` is a {@link Blend}. */
export function checkBlend(where: string, blend: Blend): void {
  checkWord(where, 'blend', blend, ['mean', 'centre']);
}

/** The weight of each pixel of an output square, row by row. */
export function tileWeights(plan: TilePlan, blend: Blend): Float32Array {
  const { height, width } = plan.outputSize;
  const down = axisWeights(height, blend);
  const across = axisWeights(width, blend);
  return Float32Array.from({ length: height * width }, (_, i) => down[Math.floor(i / width)]! * across[i % width]!);
}

function axisWeights(length: number, blend: Blend): Float64Array {
  const weights = new Float64Array(length).fill(1);
  if (blend === 'mean') return weights;
  return weights.map((_, index) => Math.sin((Math.PI * (index + 0.5)) / length) ** 2);
}
