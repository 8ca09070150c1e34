import { exponential, exponentialMinusOne } from './exponential';

/** 1 / (1 + e^-x), by e^-|x|, which does not overflow. Largest error 2^-22 of the result. */
@inline
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  const power = exponential(f32x4.neg(f32x4.abs(x)));
  const numerator = v128.bitselect(power, one, f32x4.lt(x, f32x4.splat(0)));
  return f32x4.div(numerator, f32x4.add(power, one));
}

/** Hyperbolic tangent: with y = e^(2 |x|) - 1 it is y / (y + 2) and the sign of x. Largest error 2^-21.5 of the result. */
@inline
export function hyperbolicTangent(x: v128): v128 {
  const sign = i32x4.splat(i32.MIN_VALUE);
  // From 9.02 on it rounds to 1.
  const double = f32x4.pmin(f32x4.mul(f32x4.abs(x), f32x4.splat(2)), f32x4.splat(20));
  const y = exponentialMinusOne(double);
  return v128.or(f32x4.div(y, f32x4.add(y, f32x4.splat(2))), v128.and(x, sign));
}
