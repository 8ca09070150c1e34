import { float, int, pointer } from '../common/arguments';
import { shareBeginAligned } from '../common/share';
import {
  ABSOLUTE,
  CEILING,
  CLIP,
  EXPONENTIAL,
  EXPONENTIAL_LINEAR,
  FLOOR,
  HYPERBOLIC_TANGENT,
  LOGARITHM,
  NEGATE,
  RECIPROCAL,
  RECIPROCAL_SQUARE_ROOT,
  RECTIFY,
  RECTIFY_LEAKY,
  RECTIFY_TO,
  SIGMOID,
  SQUARE,
  SQUARE_ROOT,
  STEP,
} from './unary-operations';
import { row } from './unary-rows';

/** Kernels of one operand. Arguments: x, out, count, two parameters. */
function unary(operation: i32, job: usize, thread: i32, threads: i32): void {
  const count = int(job, 2);
  const begin = shareBeginAligned(count, 64, thread, threads);
  const end = shareBeginAligned(count, 64, thread + 1, threads);
  const first = <usize>begin << 2;
  row(operation, pointer(job, 0) + first, pointer(job, 1) + first, end - begin, float(job, 3), float(job, 4));
}

/** |x|. */
export function absolute(job: usize, thread: i32, threads: i32): void {
  unary(ABSOLUTE, job, thread, threads);
}

/** -x. */
export function negate(job: usize, thread: i32, threads: i32): void {
  unary(NEGATE, job, thread, threads);
}

/** 1 / x. */
export function reciprocal(job: usize, thread: i32, threads: i32): void {
  unary(RECIPROCAL, job, thread, threads);
}

/** x^2. */
export function square(job: usize, thread: i32, threads: i32): void {
  unary(SQUARE, job, thread, threads);
}

/** The square root of x. */
export function squareRoot(job: usize, thread: i32, threads: i32): void {
  unary(SQUARE_ROOT, job, thread, threads);
}

/** 1 / the square root of x. */
export function reciprocalSquareRoot(job: usize, thread: i32, threads: i32): void {
  unary(RECIPROCAL_SQUARE_ROOT, job, thread, threads);
}

/** The larger of x and 0. */
export function rectify(job: usize, thread: i32, threads: i32): void {
  unary(RECTIFY, job, thread, threads);
}

/** x, not below the first parameter and not above the second. */
export function clip(job: usize, thread: i32, threads: i32): void {
  unary(CLIP, job, thread, threads);
}

/** 1 where x is positive, the first parameter elsewhere. */
export function step(job: usize, thread: i32, threads: i32): void {
  unary(STEP, job, thread, threads);
}

/** The next whole number that is not above x. */
export function floor(job: usize, thread: i32, threads: i32): void {
  unary(FLOOR, job, thread, threads);
}

/** The next whole number that is not below x. */
export function ceiling(job: usize, thread: i32, threads: i32): void {
  unary(CEILING, job, thread, threads);
}

/** e^x. */
export function exponential(job: usize, thread: i32, threads: i32): void {
  unary(EXPONENTIAL, job, thread, threads);
}

/** The natural logarithm of x. */
export function logarithm(job: usize, thread: i32, threads: i32): void {
  unary(LOGARITHM, job, thread, threads);
}

/** 1 / (1 + e^-x). */
export function sigmoid(job: usize, thread: i32, threads: i32): void {
  unary(SIGMOID, job, thread, threads);
}

/** The hyperbolic tangent of x. */
export function hyperbolicTangent(job: usize, thread: i32, threads: i32): void {
  unary(HYPERBOLIC_TANGENT, job, thread, threads);
}

/** x, or e^x - 1 where x is negative. */
export function exponentialLinear(job: usize, thread: i32, threads: i32): void {
  unary(EXPONENTIAL_LINEAR, job, thread, threads);
}

/** The larger of x and 0, not above the first parameter. */
export function rectifyTo(job: usize, thread: i32, threads: i32): void {
  unary(RECTIFY_TO, job, thread, threads);
}

/** x, times the first parameter where it is negative. */
export function rectifyLeaky(job: usize, thread: i32, threads: i32): void {
  unary(RECTIFY_LEAKY, job, thread, threads);
}
