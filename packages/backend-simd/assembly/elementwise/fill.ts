import { int, pointer } from '../common/arguments';
import { fillRun } from '../common/copy';
import { shareBeginAligned } from '../common/share';

/** Fills memory with one word. Arguments: out, count of words, the word. */
export function fillWords(job: usize, thread: i32, threads: i32): void {
  const count = int(job, 1);
  const begin = shareBeginAligned(count, 64, thread, threads);
  const end = shareBeginAligned(count, 64, thread + 1, threads);
  fillRun(pointer(job, 0) + (<usize>begin << 2), i32x4.splat(int(job, 2)), <usize>(end - begin) << 2);
}
