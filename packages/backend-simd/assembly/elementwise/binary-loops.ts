import { apply, FIRST_COMPARISON, isCommutative, isGradient } from './binary-operations';

/** Which of the operands of a row stays the same all along it. */
export const BOTH_RUN: i32 = 0;
export const FIRST_STAYS: i32 = 1;
export const SECOND_STAYS: i32 = 2;

/**
 * A row of results, one after the other: `out[i] = operation(a[i], b[i])`, with `a[0]` or `b[0]` instead where that operand stays.
 * `operation` must be a constant; `form` need not be. `out` may be `a` or `b`.
 */
@inline
export function loops(operation: i32, form: i32, a: usize, b: usize, out: usize, count: i32): void {
  // What does not come up is left out, to keep the module small.
  if (isGradient(operation) || form == BOTH_RUN) loop(operation, BOTH_RUN, a, b, out, count);
  else if (form == SECOND_STAYS) loop(operation, SECOND_STAYS, a, b, out, count);
  else if (isCommutative(operation)) loop(operation, SECOND_STAYS, b, a, out, count);
  else loop(operation, FIRST_STAYS, a, b, out, count);
}

@inline
function loop(operation: i32, form: i32, a: usize, b: usize, out: usize, count: i32): void {
  if (operation >= FIRST_COMPARISON) comparisons(operation, form, a, b, out, count);
  else values(operation, form, a, b, out, count);
}

@inline
function values(operation: i32, form: i32, a: usize, b: usize, out: usize, count: i32): void {
  const first = v128.load32_splat(a);
  const second = v128.load32_splat(b);
  let left = count;
  for (; left >= 16; left -= 16) {
    const x0 = form == FIRST_STAYS ? first : v128.load(a);
    const x1 = form == FIRST_STAYS ? first : v128.load(a, 16);
    const x2 = form == FIRST_STAYS ? first : v128.load(a, 32);
    const x3 = form == FIRST_STAYS ? first : v128.load(a, 48);
    v128.store(out, apply(operation, x0, form == SECOND_STAYS ? second : v128.load(b)));
    v128.store(out, apply(operation, x1, form == SECOND_STAYS ? second : v128.load(b, 16)), 16);
    v128.store(out, apply(operation, x2, form == SECOND_STAYS ? second : v128.load(b, 32)), 32);
    v128.store(out, apply(operation, x3, form == SECOND_STAYS ? second : v128.load(b, 48)), 48);
    if (form != FIRST_STAYS) a += 64;
    if (form != SECOND_STAYS) b += 64;
    out += 64;
  }
  for (; left >= 4; left -= 4) {
    const x = form == FIRST_STAYS ? first : v128.load(a);
    v128.store(out, apply(operation, x, form == SECOND_STAYS ? second : v128.load(b)));
    if (form != FIRST_STAYS) a += 16;
    if (form != SECOND_STAYS) b += 16;
    out += 16;
  }
  // The last ones as lanes of a vector, so that a value does not depend on its place.
  for (; left > 0; left--) {
    v128.store32_lane(out, apply(operation, v128.load32_splat(a), v128.load32_splat(b)), 0);
    if (form != FIRST_STAYS) a += 4;
    if (form != SECOND_STAYS) b += 4;
    out += 4;
  }
}

/** As {@link values}; the results are bytes. */
@inline
function comparisons(operation: i32, form: i32, a: usize, b: usize, out: usize, count: i32): void {
  const first = v128.load32_splat(a);
  const second = v128.load32_splat(b);
  let left = count;
  for (; left >= 16; left -= 16) {
    const x0 = form == FIRST_STAYS ? first : v128.load(a);
    const x1 = form == FIRST_STAYS ? first : v128.load(a, 16);
    const x2 = form == FIRST_STAYS ? first : v128.load(a, 32);
    const x3 = form == FIRST_STAYS ? first : v128.load(a, 48);
    const is0 = apply(operation, x0, form == SECOND_STAYS ? second : v128.load(b));
    const is1 = apply(operation, x1, form == SECOND_STAYS ? second : v128.load(b, 16));
    const is2 = apply(operation, x2, form == SECOND_STAYS ? second : v128.load(b, 32));
    const is3 = apply(operation, x3, form == SECOND_STAYS ? second : v128.load(b, 48));
    v128.store(out, bytesOf(is0, is1, is2, is3));
    if (form != FIRST_STAYS) a += 64;
    if (form != SECOND_STAYS) b += 64;
    out += 16;
  }
  for (; left > 0; left--) {
    const is = apply(operation, v128.load32_splat(a), v128.load32_splat(b));
    store<u8>(out, <u8>(i32x4.extract_lane(is, 0) & 1));
    if (form != FIRST_STAYS) a += 4;
    if (form != SECOND_STAYS) b += 4;
    out += 1;
  }
}

/** 16 lanes that are all ones or zeros as 16 bytes that are 1 or 0. */
@inline
export function bytesOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const lower = i16x8.narrow_i32x4_s(a, b);
  const upper = i16x8.narrow_i32x4_s(c, d);
  return v128.and(i8x16.narrow_i16x8_s(lower, upper), i8x16.splat(1));
}
