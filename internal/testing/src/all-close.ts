/** How far two values may be apart: `|actual - expected| <= absolute + relative * |expected|`. */
export interface Tolerance {
  /** Default 0. */
  readonly absolute?: number;
  /** Default 0. */
  readonly relative?: number;
}

/**
 * Throws unless the two have the same length and agree everywhere; NaN agrees with NaN alone, infinities with themselves.
 * The message names the worst element and how many are off.
 */
export function expectAllClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: Tolerance): void {
  const { absolute = 0, relative = 0 } = tolerance;
  if (actual.length !== expected.length) {
    throw new Error(`expected ${expected.length} values, got ${actual.length}`);
  }
  let off = 0;
  let worst = -1;
  let worstExcess = 0;
  for (let index = 0; index < expected.length; index++) {
    const excess = excessOf(actual[index]!, expected[index]!, absolute, relative);
    if (excess <= 0) continue;
    off++;
    if (excess > worstExcess) {
      worst = index;
      worstExcess = excess;
    }
  }
  if (off > 0) {
    throw new Error(
      `${off} of ${expected.length} values differ; worst at ${worst}: got ${actual[worst]}, expected ${expected[worst]} ` +
        `(difference ${Math.abs(actual[worst]! - expected[worst]!)})`,
    );
  }
}

/** By how much the two are further apart than allowed; infinite where one is NaN or infinite and the other is not the same. */
function excessOf(actual: number, expected: number, absolute: number, relative: number): number {
  if (Object.is(actual, expected)) return 0;
  const excess = Math.abs(actual - expected) - (absolute + relative * Math.abs(expected));
  return Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess;
}
