import { int, pointer } from '../common/arguments';
import { copyRun } from '../common/copy';
import { shareBeginAligned } from '../common/share';

/**
 * Copies memory that does not overlap; the yardstick for kernels that memory bounds. Arguments: from, to,
 * count of bytes, a multiple of 4.
 */
export function copyBytes(job: usize, thread: i32, threads: i32): void {
  const count = int(job, 2);
  const begin = shareBeginAligned(count, 64, thread, threads);
  const end = shareBeginAligned(count, 64, thread + 1, threads);
  copyRun(pointer(job, 1) + <usize>begin, pointer(job, 0) + <usize>begin, <usize>(end - begin));
}
