import { int, pointer } from '../common/arguments';
import { shareBeginAligned } from '../common/share';
import { BOTH_RUN, FIRST_STAYS, SECOND_STAYS } from './binary-loops';
import {
  ADD,
  ADD_INTEGERS,
  DIVIDE,
  ELU_GRADIENT,
  EQUAL,
  EQUAL_INTEGERS,
  FIRST_COMPARISON,
  LEAKY,
  LESS,
  LESS_EQUAL,
  LESS_EQUAL_INTEGERS,
  LESS_INTEGERS,
  MAXIMUM,
  MINIMUM,
  MULTIPLY,
  NOT_EQUAL,
  NOT_EQUAL_INTEGERS,
  RELU_GRADIENT,
  SQUARED_DIFFERENCE,
  SUBTRACT,
  SUBTRACT_INTEGERS,
} from './binary-operations';
import { row } from './binary-rows';

/**
 * Kernels of two operands, broadcast against each other. Arguments: a, b, out, then for each of four axes, outermost first, its length
 * and the strides of a and b along it, in values; those of the last axis are 1, or 0 where the operand stays the same.
 */
function binary(operation: i32, job: usize, thread: i32, threads: i32): void {
  const length1 = int(job, 6);
  const length2 = int(job, 9);
  const inner = int(job, 12);
  const size = int(job, 3) * length1 * length2 * inner;
  const form = int(job, 13) == 0 ? FIRST_STAYS : int(job, 14) == 0 ? SECOND_STAYS : BOTH_RUN;
  const outShift: usize = operation >= FIRST_COMPARISON ? 0 : 2;
  const begin = shareBeginAligned(size, 64, thread, threads);
  let left = shareBeginAligned(size, 64, thread + 1, threads) - begin;
  let out = pointer(job, 2) + (<usize>begin << outShift);

  // Where the share begins: (index0, index1, index2, offset).
  let offset = begin % inner;
  let index2 = begin / inner;
  let index1 = index2 / length2;
  index2 -= index1 * length2;
  let index0 = index1 / length1;
  index1 -= index0 * length1;
  while (left > 0) {
    const a = operand(job, 0, index0, index1, index2) + (<usize>(offset * int(job, 13)) << 2);
    const b = operand(job, 1, index0, index1, index2) + (<usize>(offset * int(job, 14)) << 2);
    const count = min(left, inner - offset);
    row(operation, form, a, b, out, count);
    left -= count;
    out += <usize>count << outShift;
    offset += count;
    if (offset < inner) continue;
    offset = 0;
    if (++index2 < length2) continue;
    index2 = 0;
    if (++index1 < length1) continue;
    index1 = 0;
    index0++;
  }
}

/** Address of the first value of a row of one operand. */
@inline
function operand(job: usize, which: i32, index0: i32, index1: i32, index2: i32): usize {
  const place = index0 * int(job, 4 + which) + index1 * int(job, 7 + which) + index2 * int(job, 10 + which);
  return pointer(job, which) + (<usize>place << 2);
}

/** a + b. */
export function add(job: usize, thread: i32, threads: i32): void {
  binary(ADD, job, thread, threads);
}

/** a - b. */
export function subtract(job: usize, thread: i32, threads: i32): void {
  binary(SUBTRACT, job, thread, threads);
}

/** a * b. */
export function multiply(job: usize, thread: i32, threads: i32): void {
  binary(MULTIPLY, job, thread, threads);
}

/** a / b. */
export function divide(job: usize, thread: i32, threads: i32): void {
  binary(DIVIDE, job, thread, threads);
}

/** The larger of a and b, NaN if one is. */
export function maximum(job: usize, thread: i32, threads: i32): void {
  binary(MAXIMUM, job, thread, threads);
}

/** The smaller of a and b, NaN if one is. */
export function minimum(job: usize, thread: i32, threads: i32): void {
  binary(MINIMUM, job, thread, threads);
}

/** (a - b)^2. */
export function squaredDifference(job: usize, thread: i32, threads: i32): void {
  binary(SQUARED_DIFFERENCE, job, thread, threads);
}

/** a, times b where a is negative. */
export function leaky(job: usize, thread: i32, threads: i32): void {
  binary(LEAKY, job, thread, threads);
}

/** a where b is positive; a * 0 elsewhere, NaN where b is: what a * step(b) gives. */
export function reluGradient(job: usize, thread: i32, threads: i32): void {
  binary(RELU_GRADIENT, job, thread, threads);
}

/** a, times b + 1 where b is negative: the gradient of the exponential linear unit, b its result. */
export function eluGradient(job: usize, thread: i32, threads: i32): void {
  binary(ELU_GRADIENT, job, thread, threads);
}

/** a + b, whole numbers modulo 2^32. */
export function addIntegers(job: usize, thread: i32, threads: i32): void {
  binary(ADD_INTEGERS, job, thread, threads);
}

/** a - b, whole numbers modulo 2^32. */
export function subtractIntegers(job: usize, thread: i32, threads: i32): void {
  binary(SUBTRACT_INTEGERS, job, thread, threads);
}

/** Whether a and b are equal, as bytes. */
export function equal(job: usize, thread: i32, threads: i32): void {
  binary(EQUAL, job, thread, threads);
}

/** Whether a and b differ, as bytes. */
export function notEqual(job: usize, thread: i32, threads: i32): void {
  binary(NOT_EQUAL, job, thread, threads);
}

/** Whether a < b, as bytes. */
export function less(job: usize, thread: i32, threads: i32): void {
  binary(LESS, job, thread, threads);
}

/** Whether a <= b, as bytes. */
export function lessEqual(job: usize, thread: i32, threads: i32): void {
  binary(LESS_EQUAL, job, thread, threads);
}

/** {@link equal} for whole numbers. */
export function equalIntegers(job: usize, thread: i32, threads: i32): void {
  binary(EQUAL_INTEGERS, job, thread, threads);
}

/** {@link notEqual} for whole numbers. */
export function notEqualIntegers(job: usize, thread: i32, threads: i32): void {
  binary(NOT_EQUAL_INTEGERS, job, thread, threads);
}

/** {@link less} for whole numbers. */
export function lessIntegers(job: usize, thread: i32, threads: i32): void {
  binary(LESS_INTEGERS, job, thread, threads);
}

/** {@link lessEqual} for whole numbers. */
export function lessEqualIntegers(job: usize, thread: i32, threads: i32): void {
  binary(LESS_EQUAL_INTEGERS, job, thread, threads);
}
