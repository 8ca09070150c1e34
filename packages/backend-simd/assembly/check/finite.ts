import { int, pointer } from '../common/arguments';
import { leaveFlag } from '../common/flags';
import { shareBegin } from '../common/share';
import { loadUpTo4, madd } from '../common/vector';

/** Leaves 0 for each thread if all values of its share are finite, else 1. Arguments: 0 values, 1 their number, 2 flags, 64 bytes apart. */
export function findNotFinite(job: usize, thread: i32, threads: i32): void {
  const count = int(job, 1);
  const quads = (count + 3) / 4;
  const zero = f32x4.splat(0);
  let check = zero;
  const end = shareBegin(quads, thread + 1, threads);
  for (let quad = shareBegin(quads, thread, threads); quad < end; quad++) {
    check = madd(loadUpTo4(pointer(job, 0) + (<usize>quad << 4), count - quad * 4), zero, check);
  }
  leaveFlag(pointer(job, 2), thread, check);
}
