import { shareBeginAligned } from '../common/share';

/** Logic of bytes, where all but 0 is true, with the values that JavaScript's operators give. */

@unmanaged
export class LogicalJob {
  a: usize;
  /** Not looked at where there is nothing to join. */
  b: usize;
  out: usize;
  count: i32;
}

const AND: i32 = 0;
const OR: i32 = 1;
const NOT: i32 = 2;

/** a && b. */
export function logicalAnd(job: LogicalJob, thread: i32, threads: i32): void {
  logical(AND, job, thread, threads);
}

/** a || b. */
export function logicalOr(job: LogicalJob, thread: i32, threads: i32): void {
  logical(OR, job, thread, threads);
}

/** !a. */
export function logicalNot(job: LogicalJob, thread: i32, threads: i32): void {
  logical(NOT, job, thread, threads);
}

@inline
function logical(operation: i32, job: LogicalJob, thread: i32, threads: i32): void {
  const end = shareBeginAligned(job.count, 64, thread + 1, threads);
  let i = shareBeginAligned(job.count, 64, thread, threads);
  let a = job.a + <usize>i;
  let b = job.b + <usize>i;
  let out = job.out + <usize>i;
  for (; i + 16 <= end; i += 16, a += 16, b += 16, out += 16) {
    v128.store(out, apply(operation, v128.load(a), v128.load(b)));
  }
  for (; i < end; i++, a++, b++, out++) {
    v128.store8_lane(out, apply(operation, v128.load8_splat(a), v128.load8_splat(b)), 0);
  }
}

@inline
function apply(operation: i32, a: v128, b: v128): v128 {
  const isFalse = i8x16.eq(a, i8x16.splat(0));
  if (operation == AND) return v128.andnot(b, isFalse);
  if (operation == OR) return v128.bitselect(b, a, isFalse);
  return v128.and(isFalse, i8x16.splat(1));
}
