import { checkBoundary, checkCount, checkInteger } from './check-values.ts';
import type { Boundary } from './geometry-types.ts';

/**
 * The index inside `[0, length)` that a position on the mirrored axis shows; the mirror images repeat without end, so that an axis
 * shorter than the margin is mirrored again and again. A `reflect` axis of length 1 is constant.
 *
 * Same as `numpy.pad` with the mode of the same name. Images are mirrored for the overlap-tile strategy of Ronneberger et al. 2015
 * (https://arxiv.org/abs/1505.04597), section 2.
 * @param index any integer, negative before the first pixel
 * @param length pixels on the axis, at least 1
 * @throws RangeError if `index` or `length` is not such an integer, or the boundary is unknown
 * @example
 * mirrorIndex(-1, 4, 'symmetric'); // 0
 * mirrorIndex(-1, 4, 'reflect'); // 1
 */
export function mirrorIndex(index: number, length: number, boundary: Boundary = 'symmetric'): number {
  checkInteger('mirrorIndex', 'index', index);
  checkCount('mirrorIndex', 'length', length);
  checkBoundary('mirrorIndex', boundary);
  // -0 is an integer too, and would come back.
  return mirror(index + 0, length, boundary);
}

/** {@link mirrorIndex} unchecked, for inner loops: for whole positions; one that is not finite gives NaN. */
export function mirror(position: number, length: number, boundary: Boundary): number {
  if (position >= 0 && position < length) return position;
  const overlap = boundary === 'symmetric' ? 1 : 0;
  const period = 2 * (length - 1 + overlap);
  // A reflecting axis of one pixel is constant.
  if (period === 0) return position - position;
  // The remainder of a negative number is negative, and -0 would come out for multiples of the period.
  const remainder = position % period;
  const folded = remainder < 0 ? remainder + period : Math.abs(remainder);
  return folded < length ? folded : period - overlap - folded;
}
