import { int, pointer } from './arguments';
import { beat } from './heartbeat';
import { shareBegin } from './share';
import { loadUpTo4, madd } from './vector';

/** Vectors between two signs of life. */
const STRIP: i32 = 1 << 16;

/** Leaves 0 for each thread if all values of its share are finite, else 1. Arguments: 0 values, 1 their number, 2 flags, 64 bytes apart. */
export function findNotFinite(job: usize, thread: i32, threads: i32): void {
  const count = int(job, 1);
  const quads = (count + 3) / 4;
  const zero = f32x4.splat(0);
  let check = zero;
  const end = shareBegin(quads, thread + 1, threads);
  for (let quad = shareBegin(quads, thread, threads); quad < end; quad++) {
    check = madd(loadUpTo4(pointer(job, 0) + (<usize>quad << 4), count - quad * 4), zero, check);
    if (quad % STRIP == 0) beat(thread);
  }
  leaveFlag(pointer(job, 2), thread, check);
}

/** Leaves 1 in a thread's flag if `check`, a sum of values times 0, is NaN, else 0. */
export function leaveFlag(flags: usize, thread: i32, check: v128): void {
  // 0 is equal to itself, NaN is not.
  store<i32>(flags + (<usize>thread << 6), i32x4.all_true(f32x4.eq(check, check)) ? 0 : 1);
}
