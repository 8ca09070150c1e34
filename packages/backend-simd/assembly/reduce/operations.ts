/**
 * Reductions, by number. Eight values are joined in single precision, pairwise, and the results of that in double precision: fast as
 * memory, and as exact as the single precision of a result. Only products, which might overflow on the way, are all double.
 */

export const SUM: i32 = 0;
export const PRODUCT: i32 = 1;
export const MAXIMUM: i32 = 2;
export const MINIMUM: i32 = 3;

/** What nothing reduces to. `operation` must be a constant in all of these. */
@inline
export function neutral(operation: i32): f64 {
  if (operation == SUM) return 0;
  if (operation == PRODUCT) return 1;
  if (operation == MAXIMUM) return -Infinity;
  return Infinity;
}

/** Four lanes in single precision; not for products. */
@inline
export function join4(operation: i32, a: v128, b: v128): v128 {
  if (operation == SUM) return f32x4.add(a, b);
  if (operation == MAXIMUM) return f32x4.max(a, b);
  return f32x4.min(a, b);
}

/** Two lanes in double precision. */
@inline
export function join2(operation: i32, a: v128, b: v128): v128 {
  if (operation == SUM) return f64x2.add(a, b);
  if (operation == PRODUCT) return f64x2.mul(a, b);
  if (operation == MAXIMUM) return f64x2.max(a, b);
  return f64x2.min(a, b);
}

@inline
export function join(operation: i32, a: f64, b: f64): f64 {
  if (operation == SUM) return a + b;
  if (operation == PRODUCT) return a * b;
  if (operation == MAXIMUM) return max<f64>(a, b);
  return min<f64>(a, b);
}

/** The two lower lanes in double precision. */
@inline
export function lower(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

/** The two upper lanes in double precision. */
@inline
export function upper(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1));
}
