import { describe } from '@unet/tensor/arrays';

/**
 * How an image continues beyond its border.
 * - `symmetric` repeats the edge pixel: `c b a | a b c | c b a`.
 * - `reflect` does not: `d c b | a b c d | c b a`.
 */
export type MirrorMode = 'symmetric' | 'reflect';

/**
 * The index inside `[0, length)` that a position on the mirrored axis shows; the mirror images repeat without end, so that
 * an axis shorter than the margin is mirrored again and again. A `reflect` axis of length 1 is constant.
 *
 * Same as `numpy.pad` with the mode of the same name. Images are mirrored for the overlap-tile strategy of Ronneberger et
 * al. 2015 (https://arxiv.org/abs/1505.04597), section 2.
 * @param index any integer, negative before the first pixel
 * @param length pixels on the axis, at least 1
 * @throws RangeError for an index or length that is no such integer, TypeError for an unknown mode
 * @example
 * mirrorIndex(-1, 4, 'symmetric'); // 0
 * mirrorIndex(-1, 4, 'reflect'); // 1
 */
export function mirrorIndex(index: number, length: number, mode: MirrorMode = 'symmetric'): number {
  if (!Number.isInteger(index)) {
    throw new RangeError(`mirrorIndex: index must be an integer, got ${describe(index)}`);
  }
  if (!Number.isInteger(length) || length < 1) {
    throw new RangeError(`mirrorIndex: length must be a positive integer, got ${describe(length)}`);
  }
  checkMode('mirrorIndex', mode);
  if (mode === 'symmetric') {
    const position = modulo(index, 2 * length);
    return position < length ? position : 2 * length - 1 - position;
  }
  if (length === 1) return 0;
  const position = modulo(index, 2 * length - 2);
  return position < length ? position : 2 * length - 2 - position;
}

/** Throws unless `mode` is a {@link MirrorMode}. */
export function checkMode(where: string, mode: MirrorMode): void {
  if (mode !== 'symmetric' && mode !== 'reflect') {
    throw new TypeError(`${where}: mode must be "symmetric" or "reflect", got ${describe(mode)}`);
  }
}

function modulo(value: number, period: number): number {
  // The remainder of a negative number is negative, and -0 would come out for its multiples.
  const remainder = value % period;
  return remainder < 0 ? remainder + period : Math.abs(remainder);
}
