import { shareBeginAligned } from '../common/share';

@unmanaged
export class SelectJob {
  /** Bytes. */
  condition: usize;
  yes: usize;
  no: usize;
  out: usize;
  count: i32;
}

/** out[i] = condition[i] == 1 ? yes[i] : no[i], words. */
export function select(job: SelectJob, thread: i32, threads: i32): void {
  const one = i16x8.splat(1);
  const end = shareBeginAligned(job.count, 64, thread + 1, threads);
  let i = shareBeginAligned(job.count, 64, thread, threads);
  let condition = job.condition + <usize>i;
  let yes = job.yes + (<usize>i << 2);
  let no = job.no + (<usize>i << 2);
  let out = job.out + (<usize>i << 2);
  for (; i + 8 <= end; i += 8, condition += 8, yes += 32, no += 32, out += 32) {
    const is = i16x8.eq(v128.load_ext<u8>(condition), one);
    v128.store(out, v128.bitselect(v128.load(yes), v128.load(no), i32x4.extend_low_i16x8_s(is)));
    v128.store(out, v128.bitselect(v128.load(yes, 16), v128.load(no, 16), i32x4.extend_high_i16x8_s(is)), 16);
  }
  for (; i < end; i++, condition += 1, yes += 4, no += 4, out += 4) {
    store<i32>(out, load<u8>(condition) == 1 ? load<i32>(yes) : load<i32>(no));
  }
}
