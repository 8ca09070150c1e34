import { FLAG_BYTES } from '../../src/kernels/shared-sizes';

/** Leaves 1 in a thread's flag if `check`, a sum of values times 0, is NaN, else 0. */
export function leaveFlag(flags: usize, thread: i32, check: v128): void {
  // 0 is equal to itself, NaN is not.
  store<i32>(flags + <usize>thread * FLAG_BYTES, i32x4.all_true(f32x4.eq(check, check)) ? 0 : 1);
}
