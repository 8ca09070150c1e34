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
    const a = actual[index]!;
    const e = expected[index]!;
    if (Object.is(a, e) || a === e) continue;
    const difference = Math.abs(a - e);
    const excess = difference - (absolute + relative * Math.abs(e));
    // The negation catches NaN on either side.
    if (!(excess <= 0)) {
      off++;
      if (worst < 0 || !(excess <= worstExcess)) {
        worst = index;
        worstExcess = excess;
      }
    }
  }
  if (off > 0) {
    throw new Error(
      `${off} of ${expected.length} values differ; worst at ${worst}: got ${actual[worst]}, expected ${expected[worst]} ` +
        `(difference ${Math.abs(actual[worst]! - expected[worst]!)})`,
    );
  }
}
