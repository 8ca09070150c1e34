import { madd } from '../../common/vector';

/**
 * Natural logarithm of four lanes: x = 2^n m with m from sqrt(1/2) to sqrt(2), ln x = n ln 2 + ln m, and with f = m - 1
 * ln m = f - f^2 / 2 + f^3 p(f), p the minimax polynomial of degree 7 that scripts/fit-polynomials.py finds. The largest error, which
 * the tests check, is 2^-22 of the result. -Infinity at 0, NaN below.
 */
@inline
export function logarithm(x: v128): v128 {
  // Denormal numbers are made normal first.
  const small = f32x4.lt(x, f32x4.splat(f32.MIN_NORMAL_VALUE));
  const normal = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, small);
  const shifted = i32x4.sub(normal, i32x4.splat(SQRT_HALF));
  const n = i32x4.sub(i32x4.shr_s(shifted, 23), v128.and(small, i32x4.splat(23)));
  const mantissa = v128.and(shifted, i32x4.splat(0x7fffff));
  const f = f32x4.sub(i32x4.add(mantissa, i32x4.splat(SQRT_HALF)), f32x4.splat(1));

  let p = madd(f32x4.splat(-0.07864327728748322), f, f32x4.splat(0.12879814207553864));
  p = madd(p, f, f32x4.splat(-0.13125935196876526));
  p = madd(p, f, f32x4.splat(0.14181366562843323));
  p = madd(p, f, f32x4.splat(-0.16624905169010162));
  p = madd(p, f, f32x4.splat(0.2000228315591812));
  p = madd(p, f, f32x4.splat(-0.2500079870223999));
  p = madd(p, f, f32x4.splat(0.33333316445350647));
  const square = f32x4.mul(f, f);
  const whole = f32x4.convert_i32x4_s(n);
  // The small terms first; ln 2 in two parts, so that whole times the larger is exact.
  let tail = madd(f32x4.mul(f, square), p, f32x4.mul(whole, f32x4.splat(-2.12194440e-4)));
  tail = madd(square, f32x4.splat(-0.5), tail);
  const result = madd(whole, f32x4.splat(0.693359375), f32x4.add(f, tail));

  const isZero = f32x4.eq(x, f32x4.splat(0));
  const known = v128.bitselect(f32x4.splat(-Infinity), result, isZero);
  // Infinity and NaN are their own logarithms.
  const isFinite = f32x4.lt(x, f32x4.splat(Infinity));
  const defined = v128.bitselect(known, x, isFinite);
  return v128.bitselect(f32x4.splat(NaN), defined, f32x4.lt(x, f32x4.splat(0)));
}

/** Bits of sqrt(1/2). */
const SQRT_HALF: i32 = 0x3f3504f3;
