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

@unmanaged
export class UnaryJob {
  x: usize;
  out: usize;
  count: i32;
  /** Parameters, which most operations do not look at. */
  first: f32;
  second: f32;
}

/** Kernels of one operand. */
function unary(operation: i32, job: UnaryJob, thread: i32, threads: i32): void {
  const begin = shareBeginAligned(job.count, 64, thread, threads);
  const end = shareBeginAligned(job.count, 64, thread + 1, threads);
  const offset = <usize>begin << 2;
  row(operation, job.x + offset, job.out + offset, end - begin, job.first, job.second);
}

/** |x|. */
export function absolute(job: UnaryJob, thread: i32, threads: i32): void {
  unary(ABSOLUTE, job, thread, threads);
}

/** -x. */
export function negate(job: UnaryJob, thread: i32, threads: i32): void {
  unary(NEGATE, job, thread, threads);
}

/** 1 / x. */
export function reciprocal(job: UnaryJob, thread: i32, threads: i32): void {
  unary(RECIPROCAL, job, thread, threads);
}

/** x^2. */
export function square(job: UnaryJob, thread: i32, threads: i32): void {
  unary(SQUARE, job, thread, threads);
}

/** The square root of x. */
export function squareRoot(job: UnaryJob, thread: i32, threads: i32): void {
  unary(SQUARE_ROOT, job, thread, threads);
}

/** 1 / the square root of x. */
export function reciprocalSquareRoot(job: UnaryJob, thread: i32, threads: i32): void {
  unary(RECIPROCAL_SQUARE_ROOT, job, thread, threads);
}

/** The larger of x and 0. */
export function rectify(job: UnaryJob, thread: i32, threads: i32): void {
  unary(RECTIFY, job, thread, threads);
}

/** x, not below the first parameter and not above the second. */
export function clip(job: UnaryJob, thread: i32, threads: i32): void {
  unary(CLIP, job, thread, threads);
}

/** 1 where x is positive, the first parameter elsewhere. */
export function step(job: UnaryJob, thread: i32, threads: i32): void {
  unary(STEP, job, thread, threads);
}

/** The next whole number that is not above x. */
export function floor(job: UnaryJob, thread: i32, threads: i32): void {
  unary(FLOOR, job, thread, threads);
}

/** The next whole number that is not below x. */
export function ceiling(job: UnaryJob, thread: i32, threads: i32): void {
  unary(CEILING, job, thread, threads);
}

/** e^x. */
export function exponential(job: UnaryJob, thread: i32, threads: i32): void {
  unary(EXPONENTIAL, job, thread, threads);
}

/** The natural logarithm of x. */
export function logarithm(job: UnaryJob, thread: i32, threads: i32): void {
  unary(LOGARITHM, job, thread, threads);
}

/** 1 / (1 + e^-x). */
export function sigmoid(job: UnaryJob, thread: i32, threads: i32): void {
  unary(SIGMOID, job, thread, threads);
}

/** The hyperbolic tangent of x. */
export function hyperbolicTangent(job: UnaryJob, thread: i32, threads: i32): void {
  unary(HYPERBOLIC_TANGENT, job, thread, threads);
}

/** x, or e^x - 1 where x is negative. */
export function exponentialLinear(job: UnaryJob, thread: i32, threads: i32): void {
  unary(EXPONENTIAL_LINEAR, job, thread, threads);
}

/** The larger of x and 0, not above the first parameter. */
export function rectifyTo(job: UnaryJob, thread: i32, threads: i32): void {
  unary(RECTIFY_TO, job, thread, threads);
}

/** x, times the first parameter where it is negative. */
export function rectifyLeaky(job: UnaryJob, thread: i32, threads: i32): void {
  unary(RECTIFY_LEAKY, job, thread, threads);
}
