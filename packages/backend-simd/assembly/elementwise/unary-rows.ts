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
  apply,
  isLong,
} from './unary-operations';

/**
 * `out[i] = operation(x[i])`. `operation` need not be a constant here: each has a function of its own, so that engines compile those that
 * run. `out` may be `x`.
 */
export function row(operation: i32, x: usize, out: usize, count: i32, first: f32, second: f32): void {
  const p = f32x4.splat(first);
  const q = f32x4.splat(second);
  switch (operation) {
    case ABSOLUTE:
      return absoluteRow(x, out, count, p, q);
    case NEGATE:
      return negateRow(x, out, count, p, q);
    case RECIPROCAL:
      return reciprocalRow(x, out, count, p, q);
    case SQUARE:
      return squareRow(x, out, count, p, q);
    case SQUARE_ROOT:
      return squareRootRow(x, out, count, p, q);
    case RECIPROCAL_SQUARE_ROOT:
      return reciprocalSquareRootRow(x, out, count, p, q);
    case RECTIFY:
      return rectifyRow(x, out, count, p, q);
    case CLIP:
      return clipRow(x, out, count, p, q);
    case STEP:
      return stepRow(x, out, count, p, q);
    case FLOOR:
      return floorRow(x, out, count, p, q);
    case CEILING:
      return ceilingRow(x, out, count, p, q);
    case RECTIFY_TO:
      return rectifyToRow(x, out, count, p, q);
    case RECTIFY_LEAKY:
      return rectifyLeakyRow(x, out, count, p, q);
    case EXPONENTIAL:
      return exponentialRow(x, out, count, p, q);
    case LOGARITHM:
      return logarithmRow(x, out, count, p, q);
    case SIGMOID:
      return sigmoidRow(x, out, count, p, q);
    case HYPERBOLIC_TANGENT:
      return hyperbolicTangentRow(x, out, count, p, q);
    case EXPONENTIAL_LINEAR:
      return exponentialLinearRow(x, out, count, p, q);
  }
}

@inline
function loop(operation: i32, x: usize, out: usize, count: i32, p: v128, q: v128): void {
  let left = count;
  if (!isLong(operation)) {
    for (; left >= 16; left -= 16, x += 64, out += 64) {
      v128.store(out, apply(operation, v128.load(x), p, q));
      v128.store(out, apply(operation, v128.load(x, 16), p, q), 16);
      v128.store(out, apply(operation, v128.load(x, 32), p, q), 32);
      v128.store(out, apply(operation, v128.load(x, 48), p, q), 48);
    }
  }
  for (; left >= 4; left -= 4, x += 16, out += 16) v128.store(out, apply(operation, v128.load(x), p, q));
  // The last ones as lanes of a vector, so that a value does not depend on its place.
  for (; left > 0; left--, x += 4, out += 4) {
    v128.store32_lane(out, apply(operation, v128.load32_splat(x), p, q), 0);
  }
}

function absoluteRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(ABSOLUTE, x, out, count, p, q);
}

function negateRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(NEGATE, x, out, count, p, q);
}

function reciprocalRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(RECIPROCAL, x, out, count, p, q);
}

function squareRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(SQUARE, x, out, count, p, q);
}

function squareRootRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(SQUARE_ROOT, x, out, count, p, q);
}

function reciprocalSquareRootRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(RECIPROCAL_SQUARE_ROOT, x, out, count, p, q);
}

function rectifyRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(RECTIFY, x, out, count, p, q);
}

function clipRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(CLIP, x, out, count, p, q);
}

function stepRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(STEP, x, out, count, p, q);
}

function floorRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(FLOOR, x, out, count, p, q);
}

function ceilingRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(CEILING, x, out, count, p, q);
}

function rectifyToRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(RECTIFY_TO, x, out, count, p, q);
}

function rectifyLeakyRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(RECTIFY_LEAKY, x, out, count, p, q);
}

function exponentialRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(EXPONENTIAL, x, out, count, p, q);
}

function logarithmRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(LOGARITHM, x, out, count, p, q);
}

function sigmoidRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(SIGMOID, x, out, count, p, q);
}

function hyperbolicTangentRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(HYPERBOLIC_TANGENT, x, out, count, p, q);
}

function exponentialLinearRow(x: usize, out: usize, count: i32, p: v128, q: v128): void {
  loop(EXPONENTIAL_LINEAR, x, out, count, p, q);
}
