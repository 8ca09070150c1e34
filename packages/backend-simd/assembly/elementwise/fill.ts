import { int, pointer } from '../common/arguments';
import { beat } from '../common/heartbeat';
import { shareBeginAligned } from '../common/share';

/** Words between two signs of life. */
const CHUNK: i32 = 1 << 18;

/** Fills memory with one word. Arguments: out, count of words, the word. */
export function fillWords(job: usize, thread: i32, threads: i32): void {
  const value = i32x4.splat(int(job, 2));
  const end = shareBeginAligned(int(job, 1), 64, thread + 1, threads);
  for (let i = shareBeginAligned(int(job, 1), 64, thread, threads); i < end; ) {
    const stop = min(end, i + CHUNK);
    let out = pointer(job, 0) + (<usize>i << 2);
    for (; i + 16 <= stop; i += 16, out += 64) {
      v128.store(out, value);
      v128.store(out, value, 16);
      v128.store(out, value, 32);
      v128.store(out, value, 48);
    }
    for (; i < stop; i++, out += 4) store<i32>(out, int(job, 2));
    beat(thread);
  }
}
