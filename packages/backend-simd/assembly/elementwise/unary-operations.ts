import { exponential, exponentialMinusOne } from './math/exponential';
import { logarithm } from './math/logarithm';
import { hyperbolicTangent, sigmoid } from './math/sigmoid';

/** The operations of one vector, by number. */

export const ABSOLUTE: i32 = 0;
export const NEGATE: i32 = 1;
export const RECIPROCAL: i32 = 2;
export const SQUARE: i32 = 3;
export const SQUARE_ROOT: i32 = 4;
export const RECIPROCAL_SQUARE_ROOT: i32 = 5;
export const RECTIFY: i32 = 6;
export const CLIP: i32 = 7;
export const STEP: i32 = 8;
export const FLOOR: i32 = 9;
export const CEILING: i32 = 10;
export const RECTIFY_TO: i32 = 11;
export const RECTIFY_LEAKY: i32 = 12;
export const EXPONENTIAL: i32 = 13;
export const LOGARITHM: i32 = 14;
export const SIGMOID: i32 = 15;
export const HYPERBOLIC_TANGENT: i32 = 16;
export const EXPONENTIAL_LINEAR: i32 = 17;

/** Operations from here on take so many instructions that their loops are not unrolled. */
const FIRST_LONG: i32 = 13;

/** One operation on four lanes with two parameters. `operation` must be a constant, so that one line is left of this. */
@inline
export function apply(operation: i32, x: v128, first: v128, second: v128): v128 {
  if (operation == ABSOLUTE) return f32x4.abs(x);
  if (operation == NEGATE) return f32x4.neg(x);
  if (operation == RECIPROCAL) return f32x4.div(f32x4.splat(1), x);
  if (operation == SQUARE) return f32x4.mul(x, x);
  if (operation == SQUARE_ROOT) return f32x4.sqrt(x);
  if (operation == RECIPROCAL_SQUARE_ROOT) return f32x4.div(f32x4.splat(1), f32x4.sqrt(x));
  // pmax(a, b) is a < b ? b : a, so that NaN stays, and -0 as well, which the sum makes 0.
  if (operation == RECTIFY) return f32x4.add(f32x4.pmax(x, f32x4.splat(0)), f32x4.splat(0));
  if (operation == RECTIFY_TO) return f32x4.add(f32x4.pmin(f32x4.pmax(x, f32x4.splat(0)), first), f32x4.splat(0));
  if (operation == RECTIFY_LEAKY) return v128.bitselect(f32x4.mul(x, first), x, f32x4.lt(x, f32x4.splat(0)));
  if (operation == CLIP) return f32x4.pmax(f32x4.pmin(x, second), first);
  if (operation == STEP) {
    const step = v128.bitselect(f32x4.splat(1), first, f32x4.gt(x, f32x4.splat(0)));
    return v128.bitselect(x, step, f32x4.ne(x, x));
  }
  if (operation == FLOOR) return f32x4.floor(x);
  if (operation == CEILING) return f32x4.ceil(x);
  if (operation == EXPONENTIAL) return exponential(x);
  if (operation == LOGARITHM) return logarithm(x);
  if (operation == SIGMOID) return sigmoid(x);
  if (operation == HYPERBOLIC_TANGENT) return hyperbolicTangent(x);
  return v128.bitselect(x, exponentialMinusOne(x), f32x4.ge(x, f32x4.splat(0)));
}

@inline
export function isLong(operation: i32): bool {
  return operation >= FIRST_LONG;
}
