import { copyRun } from '../common/copy';
import { shareBeginAligned } from '../common/share';

@unmanaged
export class CopyJob {
  from: usize;
  to: usize;
  /** Of bytes, a multiple of 4. */
  count: i32;
}

/** Copies memory that does not overlap; the yardstick for kernels that memory bounds. */
export function copyBytes(job: CopyJob, thread: i32, threads: i32): void {
  const count = job.count;
  const begin = shareBeginAligned(count, 64, thread, threads);
  const end = shareBeginAligned(count, 64, thread + 1, threads);
  copyRun(job.to + <usize>begin, job.from + <usize>begin, <usize>(end - begin));
}
