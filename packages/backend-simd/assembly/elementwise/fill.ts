import { fillRun } from '../common/copy';
import { shareBeginAligned } from '../common/share';

@unmanaged
export class FillJob {
  out: usize;
  /** Of words. */
  count: i32;
  word: i32;
}

/** Fills memory with one word. */
export function fillWords(job: FillJob, thread: i32, threads: i32): void {
  const begin = shareBeginAligned(job.count, 64, thread, threads);
  const end = shareBeginAligned(job.count, 64, thread + 1, threads);
  fillRun(job.out + (<usize>begin << 2), i32x4.splat(job.word), <usize>(end - begin) << 2);
}
