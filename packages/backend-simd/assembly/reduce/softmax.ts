import { shareBeginAligned } from '../common/share';
import { exponential } from '../elementwise/math/exponential';
import { logarithm } from '../elementwise/math/logarithm';
import { joinRow } from './columns';
import { SUM } from './operations';

/**
 * Rows of a matrix are taken in blocks that stay in the cache: from each row its largest value is subtracted, then all of the block are
 * raised, as one long vector however short the rows are, then each row is added up.
 */

@unmanaged
export class SoftmaxJob {
  x: usize;
  out: usize;
  rows: i32;
  columns: i32;
  /** Rows of a block. */
  block: i32;
}

@unmanaged
export class LogSoftmaxJob extends SoftmaxJob {
  /** Scratch space, a block for each thread. */
  scratch: usize;
}

/** e^x / (sum of e^x of the row). */
export function softmax(job: SoftmaxJob, thread: i32, threads: i32): void {
  const columns = job.columns;
  const block = job.block;
  const step = <usize>columns << 2;
  const end = shareBeginAligned(job.rows, block, thread + 1, threads);
  for (let row = shareBeginAligned(job.rows, block, thread, threads); row < end; row += block) {
    const rows = min(block, end - row);
    const first = <usize>(row * columns) << 2;
    let out = job.out + first;
    subtractMaxima(job.x + first, out, rows, columns);
    raise(out, out, rows * columns);
    for (let i = 0; i < rows; i++, out += step) divide(out, columns, <f32>sumOf(out, columns));
  }
}

/** x - max - ln (sum of e^(x - max) of the row). */
export function logSoftmax(job: LogSoftmaxJob, thread: i32, threads: i32): void {
  const columns = job.columns;
  const block = job.block;
  const step = <usize>columns << 2;
  const powers = job.scratch + <usize>thread * <usize>block * step;
  const end = shareBeginAligned(job.rows, block, thread + 1, threads);
  for (let row = shareBeginAligned(job.rows, block, thread, threads); row < end; row += block) {
    const rows = min(block, end - row);
    const first = <usize>(row * columns) << 2;
    let out = job.out + first;
    subtractMaxima(job.x + first, out, rows, columns);
    raise(out, powers, rows * columns);
    for (let i = 0; i < rows; i++, out += step) {
      const sum = logarithm(f32x4.splat(<f32>sumOf(powers + <usize>i * step, columns)));
      subtract(out, out, columns, f32x4.extract_lane(sum, 0));
    }
  }
}

function subtractMaxima(x: usize, out: usize, rows: i32, columns: i32): void {
  const step = <usize>columns << 2;
  for (let row = 0; row < rows; row++, x += step, out += step) subtract(x, out, columns, maximumOf(x, columns));
}

@inline
function maximumOf(x: usize, count: i32): f32 {
  let largest = load<f32>(x);
  let left = count;
  if (left >= 4) {
    let four = v128.load(x);
    for (; left >= 4; left -= 4, x += 16) four = f32x4.max(four, v128.load(x));
    const two = f32x4.max(four, v128.shuffle<i64>(four, four, 1, 1));
    largest = max<f32>(f32x4.extract_lane(two, 0), f32x4.extract_lane(two, 1));
  }
  for (; left > 0; left--, x += 4) largest = max<f32>(largest, load<f32>(x));
  return largest;
}

@inline
function subtract(x: usize, out: usize, count: i32, value: f32): void {
  const values = f32x4.splat(value);
  let left = count;
  for (; left >= 4; left -= 4, x += 16, out += 16) v128.store(out, f32x4.sub(v128.load(x), values));
  for (; left > 0; left--, x += 4, out += 4) store<f32>(out, load<f32>(x) - value);
}

@inline
function divide(x: usize, count: i32, value: f32): void {
  const values = f32x4.splat(value);
  let left = count;
  for (; left >= 4; left -= 4, x += 16) v128.store(x, f32x4.div(v128.load(x), values));
  for (; left > 0; left--, x += 4) store<f32>(x, load<f32>(x) / value);
}

/** out = e^x; `out` may be `x`. */
function raise(x: usize, out: usize, count: i32): void {
  let left = count;
  for (; left >= 4; left -= 4, x += 16, out += 16) v128.store(out, exponential(v128.load(x)));
  for (; left > 0; left--, x += 4, out += 4) v128.store32_lane(out, exponential(v128.load32_splat(x)), 0);
}

function sumOf(x: usize, count: i32): f64 {
  return joinRow(SUM, x, count);
}
