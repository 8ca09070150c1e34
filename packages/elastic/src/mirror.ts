/**
 * How an image continues beyond its border.
 * - `symmetric` repeats the edge pixel: `c b a | a b c | c b a`. NumPy `symmetric`, SciPy `reflect`.
 * - `reflect` does not: `d c b | a b c d | c b a`. NumPy `reflect`, SciPy `mirror`.
 */
export type Boundary = 'symmetric' | 'reflect';

/**
 * The index in `[0, length)` that a whole position shows when the axis is mirrored without end. Unchecked, because warps call
 * it for each neighbour of each pixel beyond the border; a position that is not finite gives NaN.
 */
export function mirror(position: number, length: number, boundary: Boundary): number {
  if (position >= 0 && position < length) return position;
  const overlap = boundary === 'symmetric' ? 1 : 0;
  const period = 2 * (length - 1 + overlap);
  // A reflecting axis of one pixel is constant.
  if (period === 0) return position - position;
  const remainder = position % period;
  const folded = remainder < 0 ? remainder + period : remainder;
  return folded < length ? folded : period - overlap - folded;
}
