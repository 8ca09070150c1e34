import { leaveFlag } from '../common/flags';
import { shareBegin } from '../common/share';
import { loadUpTo4, madd } from '../common/vector';

@unmanaged
export class FiniteJob {
  values: usize;
  count: i32;
  /** One for each thread. */
  flags: usize;
}

/** Leaves 0 for each thread if all values of its share are finite, else 1. */
export function findNotFinite(job: FiniteJob, thread: i32, threads: i32): void {
  const count = job.count;
  const quads = (count + 3) / 4;
  const zero = f32x4.splat(0);
  let check = zero;
  const end = shareBegin(quads, thread + 1, threads);
  for (let quad = shareBegin(quads, thread, threads); quad < end; quad++) {
    check = madd(loadUpTo4(job.values + (<usize>quad << 4), count - quad * 4), zero, check);
  }
  leaveFlag(job.flags, thread, check);
}
