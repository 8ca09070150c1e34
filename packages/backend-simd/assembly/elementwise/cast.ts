import { shareBeginAligned } from '../common/share';
import { bytesOf } from './binary-loops';

/** Changes of type. All go by several values; a value beyond these by itself, and to the same result. */

@unmanaged
export class CastJob {
  x: usize;
  out: usize;
  count: i32;
}

/** Whole numbers to the nearest floats. */
export function integersToFloats(job: CastJob, thread: i32, threads: i32): void {
  const end = shareBeginAligned(job.count, 64, thread + 1, threads);
  let i = shareBeginAligned(job.count, 64, thread, threads);
  let x = job.x + (<usize>i << 2);
  let out = job.out + (<usize>i << 2);
  for (; i + 16 <= end; i += 16, x += 64, out += 64) {
    v128.store(out, f32x4.convert_i32x4_s(v128.load(x)));
    v128.store(out, f32x4.convert_i32x4_s(v128.load(x, 16)), 16);
    v128.store(out, f32x4.convert_i32x4_s(v128.load(x, 32)), 32);
    v128.store(out, f32x4.convert_i32x4_s(v128.load(x, 48)), 48);
  }
  for (; i < end; i++, x += 4, out += 4) store<f32>(out, <f32>load<i32>(x));
}

/** Bytes to floats. */
export function bytesToFloats(job: CastJob, thread: i32, threads: i32): void {
  const end = shareBeginAligned(job.count, 64, thread + 1, threads);
  let i = shareBeginAligned(job.count, 64, thread, threads);
  let x = job.x + <usize>i;
  let out = job.out + (<usize>i << 2);
  for (; i + 8 <= end; i += 8, x += 8, out += 32) {
    const wide = v128.load_ext<u8>(x);
    v128.store(out, f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(wide)));
    v128.store(out, f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(wide)), 16);
  }
  for (; i < end; i++, x += 1, out += 4) store<f32>(out, <f32>load<u8>(x));
}

/** Bytes to whole numbers. */
export function bytesToIntegers(job: CastJob, thread: i32, threads: i32): void {
  const end = shareBeginAligned(job.count, 64, thread + 1, threads);
  let i = shareBeginAligned(job.count, 64, thread, threads);
  let x = job.x + <usize>i;
  let out = job.out + (<usize>i << 2);
  for (; i + 8 <= end; i += 8, x += 8, out += 32) {
    const wide = v128.load_ext<u8>(x);
    v128.store(out, i32x4.extend_low_i16x8_u(wide));
    v128.store(out, i32x4.extend_high_i16x8_u(wide), 16);
  }
  for (; i < end; i++, x += 1, out += 4) store<i32>(out, load<u8>(x));
}

/** Floats to whole numbers, as JavaScript's typed arrays: without the fraction, modulo 2^32, 0 for what is not finite. */
export function floatsToIntegers(job: CastJob, thread: i32, threads: i32): void {
  const end = shareBeginAligned(job.count, 64, thread + 1, threads);
  let i = shareBeginAligned(job.count, 64, thread, threads);
  let x = job.x + (<usize>i << 2);
  let out = job.out + (<usize>i << 2);
  for (; i + 4 <= end; i += 4, x += 16, out += 16) {
    const values = v128.load(x);
    const fits = f32x4.lt(f32x4.abs(values), f32x4.splat(2147483648));
    if (i32x4.all_true(fits)) {
      v128.store(out, i32x4.trunc_sat_f32x4_s(values));
      continue;
    }
    for (let lane: usize = 0; lane < 16; lane += 4) store<i32>(out + lane, wholeOf(load<f32>(x + lane)));
  }
  for (; i < end; i++, x += 4, out += 4) store<i32>(out, wholeOf(load<f32>(x)));
}

function wholeOf(x: f32): i32 {
  // From 2^63 on all floats are multiples of 2^40.
  return abs(x) < 9223372036854775808.0 ? <i32>(<i64>x) : 0;
}

/** Whether floats are not 0, as bytes; NaN is not. */
export function floatsToBytes(job: CastJob, thread: i32, threads: i32): void {
  const zero = f32x4.splat(0);
  const end = shareBeginAligned(job.count, 64, thread + 1, threads);
  let i = shareBeginAligned(job.count, 64, thread, threads);
  let x = job.x + (<usize>i << 2);
  let out = job.out + <usize>i;
  for (; i + 16 <= end; i += 16, x += 64, out += 16) {
    const is0 = f32x4.ne(v128.load(x), zero);
    const is1 = f32x4.ne(v128.load(x, 16), zero);
    const is2 = f32x4.ne(v128.load(x, 32), zero);
    const is3 = f32x4.ne(v128.load(x, 48), zero);
    v128.store(out, bytesOf(is0, is1, is2, is3));
  }
  for (; i < end; i++, x += 4, out += 1) store<u8>(out, load<f32>(x) != 0 ? 1 : 0);
}
