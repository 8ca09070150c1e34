import { int, pointer } from '../common/arguments';
import { beat } from '../common/heartbeat';
import { shareBeginAligned } from '../common/share';

/** Bytes between two signs of life. */
const CHUNK: i32 = 1 << 20;

/** Copies memory that does not overlap; the yardstick for kernels that memory bounds. Arguments: from, to, count of bytes. */
export function copyBytes(job: usize, thread: i32, threads: i32): void {
  const count = int(job, 2);
  const end = shareBeginAligned(count, 64, thread + 1, threads);
  for (let begin = shareBeginAligned(count, 64, thread, threads); begin < end; begin += CHUNK) {
    copy(pointer(job, 1) + <usize>begin, pointer(job, 0) + <usize>begin, <usize>min(CHUNK, end - begin));
    beat(thread);
  }
}

/** Copies `count` bytes that do not overlap. */
export function copy(to: usize, from: usize, count: usize): void {
  let left = count;
  for (; left >= 64; left -= 64, from += 64, to += 64) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
  }
  for (; left >= 16; left -= 16, from += 16, to += 16) v128.store(to, v128.load(from));
  for (; left > 0; left--, from++, to++) store<u8>(to, load<u8>(from));
}
