import { int, pointer } from '../common/arguments';
import { beat } from '../common/heartbeat';
import { shareBeginAligned } from '../common/share';

/** out[i] = a[i] + b[i]. Arguments: a, b, out, count. */
export function add(job: usize, thread: i32, threads: i32): void {
  const count = int(job, 3);
  const begin = shareBeginAligned(count, 16, thread, threads);
  const end = shareBeginAligned(count, 16, thread + 1, threads);
  const first = <usize>begin << 2;
  let a = pointer(job, 0) + first;
  let b = pointer(job, 1) + first;
  let out = pointer(job, 2) + first;
  const last = pointer(job, 2) + (<usize>end << 2);
  beat(thread);
  for (; out + 16 <= last; a += 16, b += 16, out += 16) {
    v128.store(out, f32x4.add(v128.load(a), v128.load(b)));
  }
  for (; out < last; a += 4, b += 4, out += 4) store<f32>(out, load<f32>(a) + load<f32>(b));
}
