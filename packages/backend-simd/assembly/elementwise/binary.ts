import { List } from '../common/list';
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

/** An axis of a result: how many values long it is, and how many values lie between neighbours of each operand; 0 where it stays the same. */
@unmanaged
export class BroadcastAxis {
  length: i32;
  a: i32;
  b: i32;
}

@unmanaged
export class BinaryJob {
  a: usize;
  b: usize;
  out: usize;
  /** Four, outermost first; the strides of the last are 1 or 0. */
  axes: List<BroadcastAxis>;
}

/** Kernels of two operands, broadcast against each other. */
function binary(operation: i32, job: BinaryJob, thread: i32, threads: i32): void {
  const axis0 = job.axes[0];
  const axis1 = job.axes[1];
  const axis2 = job.axes[2];
  const axis3 = job.axes[3];
  const length1 = axis1.length;
  const length2 = axis2.length;
  const inner = axis3.length;
  const size = axis0.length * length1 * length2 * inner;
  const form = axis3.a == 0 ? FIRST_STAYS : axis3.b == 0 ? SECOND_STAYS : BOTH_RUN;
  const outShift: usize = operation >= FIRST_COMPARISON ? 0 : 2;
  const begin = shareBeginAligned(size, 64, thread, threads);
  let left = shareBeginAligned(size, 64, thread + 1, threads) - begin;
  let out = job.out + (<usize>begin << outShift);

  // Where the share begins: (index0, index1, index2, offset).
  let offset = begin % inner;
  let index2 = begin / inner;
  let index1 = index2 / length2;
  index2 -= index1 * length2;
  let index0 = index1 / length1;
  index1 -= index0 * length1;
  while (left > 0) {
    const a = job.a + (<usize>(index0 * axis0.a + index1 * axis1.a + index2 * axis2.a + offset * axis3.a) << 2);
    const b = job.b + (<usize>(index0 * axis0.b + index1 * axis1.b + index2 * axis2.b + offset * axis3.b) << 2);
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

/** a + b. */
export function add(job: BinaryJob, thread: i32, threads: i32): void {
  binary(ADD, job, thread, threads);
}

/** a - b. */
export function subtract(job: BinaryJob, thread: i32, threads: i32): void {
  binary(SUBTRACT, job, thread, threads);
}

/** a * b. */
export function multiply(job: BinaryJob, thread: i32, threads: i32): void {
  binary(MULTIPLY, job, thread, threads);
}

/** a / b. */
export function divide(job: BinaryJob, thread: i32, threads: i32): void {
  binary(DIVIDE, job, thread, threads);
}

/** The larger of a and b, NaN if one is. */
export function maximum(job: BinaryJob, thread: i32, threads: i32): void {
  binary(MAXIMUM, job, thread, threads);
}

/** The smaller of a and b, NaN if one is. */
export function minimum(job: BinaryJob, thread: i32, threads: i32): void {
  binary(MINIMUM, job, thread, threads);
}

/** (a - b)^2. */
export function squaredDifference(job: BinaryJob, thread: i32, threads: i32): void {
  binary(SQUARED_DIFFERENCE, job, thread, threads);
}

/** a, times b where a is negative. */
export function leaky(job: BinaryJob, thread: i32, threads: i32): void {
  binary(LEAKY, job, thread, threads);
}

/** a where b is positive; a * 0 elsewhere, NaN where b is: what a * step(b) gives. */
export function reluGradient(job: BinaryJob, thread: i32, threads: i32): void {
  binary(RELU_GRADIENT, job, thread, threads);
}

/** a, times b + 1 where b is negative: the gradient of the exponential linear unit, b its result. */
export function eluGradient(job: BinaryJob, thread: i32, threads: i32): void {
  binary(ELU_GRADIENT, job, thread, threads);
}

/** a + b, whole numbers modulo 2^32. */
export function addIntegers(job: BinaryJob, thread: i32, threads: i32): void {
  binary(ADD_INTEGERS, job, thread, threads);
}

/** a - b, whole numbers modulo 2^32. */
export function subtractIntegers(job: BinaryJob, thread: i32, threads: i32): void {
  binary(SUBTRACT_INTEGERS, job, thread, threads);
}

/** Whether a and b are equal, as bytes. */
export function equal(job: BinaryJob, thread: i32, threads: i32): void {
  binary(EQUAL, job, thread, threads);
}

/** Whether a and b differ, as bytes. */
export function notEqual(job: BinaryJob, thread: i32, threads: i32): void {
  binary(NOT_EQUAL, job, thread, threads);
}

/** Whether a < b, as bytes. */
export function less(job: BinaryJob, thread: i32, threads: i32): void {
  binary(LESS, job, thread, threads);
}

/** Whether a <= b, as bytes. */
export function lessEqual(job: BinaryJob, thread: i32, threads: i32): void {
  binary(LESS_EQUAL, job, thread, threads);
}

/** {@link equal} for whole numbers. */
export function equalIntegers(job: BinaryJob, thread: i32, threads: i32): void {
  binary(EQUAL_INTEGERS, job, thread, threads);
}

/** {@link notEqual} for whole numbers. */
export function notEqualIntegers(job: BinaryJob, thread: i32, threads: i32): void {
  binary(NOT_EQUAL_INTEGERS, job, thread, threads);
}

/** {@link less} for whole numbers. */
export function lessIntegers(job: BinaryJob, thread: i32, threads: i32): void {
  binary(LESS_INTEGERS, job, thread, threads);
}

/** {@link lessEqual} for whole numbers. */
export function lessEqualIntegers(job: BinaryJob, thread: i32, threads: i32): void {
  binary(LESS_EQUAL_INTEGERS, job, thread, threads);
}
