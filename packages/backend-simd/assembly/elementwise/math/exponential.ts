import { madd, nmadd } from '../../common/vector';

/**
 * Exponential functions of four lanes.
 *
 * x = n ln 2 + r with n whole and |r| <= ln 2 / 2, e^x = 2^n (1 + p(r)), where p(r) = r + r^2 q(r) is e^r - 1 and q the minimax polynomial of
 * degree 4 that scripts/fit-polynomials.py finds. The largest errors, which the tests check, are 2^-23 of the result for
 * e^x and 2^-22 for e^x - 1 and the functions made of it.
 */

/** e^x. Infinite above 88.72, denormal below -87.33, 0 below -103.97. */
@inline
export function exponential(x: v128): v128 {
  const n = multiples(x);
  const p = rest(x, n);
  return scale(f32x4.add(p, f32x4.splat(1)), n);
}

/** e^x - 1, without the cancellation near 0. */
@inline
export function exponentialMinusOne(x: v128): v128 {
  // -1 is reached long before denormal powers of two, infinity where e^x is infinite.
  const inside = f32x4.pmax(x, f32x4.splat(-30));
  const n = multiples(inside);
  const p = rest(inside, n);
  const minusOne = f32x4.sub(scale(f32x4.splat(1), n), f32x4.splat(1));
  return f32x4.add(scale(p, n), minusOne);
}

/** 1.5 * 2^23: to add it leaves the nearest whole number in the lowest bits of the mantissa. */
const ROUNDER: f32 = 12582912;

/** The n of each lane, as floats plus {@link ROUNDER}; NaN for NaN. */
@inline
function multiples(x: v128): v128 {
  return f32x4.add(f32x4.mul(limited(x), f32x4.splat(1.44269504)), f32x4.splat(ROUNDER));
}

/** What lies beyond these limits is infinite or 0 anyway, and 2^n can still be made in two steps. NaN stays. */
@inline
function limited(x: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, f32x4.splat(89)), f32x4.splat(-105));
}

/** e^r - 1 of r = x - n ln 2. */
@inline
function rest(x: v128, n: v128): v128 {
  const whole = f32x4.sub(n, f32x4.splat(ROUNDER));
  // ln 2 in two parts, so that whole times the first is exact.
  let r = nmadd(whole, f32x4.splat(0.693359375), limited(x));
  r = nmadd(whole, f32x4.splat(-2.12194440e-4), r);
  let q = madd(f32x4.splat(0.0013946531107649207), r, f32x4.splat(0.008366631343960762));
  q = madd(q, r, f32x4.splat(0.04166628047823906));
  q = madd(q, r, f32x4.splat(0.16666541993618011));
  q = madd(q, r, f32x4.splat(0.5));
  return madd(f32x4.mul(r, r), q, r);
}

/** x * 2^n in two steps, neither of which leaves the range of normal numbers unless the result does. */
@inline
function scale(x: v128, n: v128): v128 {
  const whole = i32x4.sub(n, i32x4.splat(reinterpret<i32>(ROUNDER)));
  const half = i32x4.shr_s(whole, 1);
  return f32x4.mul(f32x4.mul(x, power(half)), power(i32x4.sub(whole, half)));
}

/** 2^n for whole n from -126 to 127. */
@inline
function power(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}
