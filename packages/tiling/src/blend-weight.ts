/**
 * How overlapping predictions are averaged.
 * - `mean`: all alike.
 * - `centre`: by the product of `sin^2(pi (i + 1/2) / n)` over rows and columns, `i` the pixel within the tile and `n` the tile's
 *   length: a raised cosine sampled at pixel centres, 1 in the middle, flat at both ends, and never 0, so that pixels
 *   which a single tile's border covers keep their value.
 */
export type Blend = 'mean' | 'centre';

/** The weight of each pixel along one axis of a tile, see {@link Blend}. */
export function blendWeight(length: number, blend: Blend): Float64Array {
  const weight = new Float64Array(length).fill(1);
  if (blend === 'mean') return weight;
  for (let index = 0; index < length; index++) {
    weight[index] = Math.sin((Math.PI * (index + 0.5)) / length) ** 2;
  }
  return weight;
}
