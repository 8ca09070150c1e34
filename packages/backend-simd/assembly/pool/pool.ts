import { shareBegin } from '../common/share';
import { Windows } from './geometry';

@unmanaged
export class PoolJob {
  x: usize;
  out: usize;
  windows: Windows;
}

/** Maximum over windows of any size, stride and padding, which is left out; NaN counts as smaller than everything. */
export function maxPool(job: PoolJob, thread: i32, threads: i32): void {
  pool(job, thread, threads, false);
}

/** Mean over windows of any size, stride and padding, which does not count. */
export function averagePool(job: PoolJob, thread: i32, threads: i32): void {
  pool(job, thread, threads, true);
}

@inline
function pool(job: PoolJob, thread: i32, threads: i32, average: bool): void {
  const windows = job.windows;
  const height = windows.height;
  const width = windows.width;
  const outHeight = windows.outHeight;
  const outWidth = windows.outWidth;
  const pixel = <usize>windows.channels << 2;
  const rowBytes = <usize>width * pixel;
  const rows = windows.batch * outHeight;
  const end = shareBegin(rows, thread + 1, threads);
  let row = shareBegin(rows, thread, threads);
  let out = job.out + <usize>row * <usize>outWidth * pixel;
  for (; row < end; row++) {
    const image = row / outHeight;
    const corner = (row - image * outHeight) * windows.strideHeight - windows.padTop;
    const top = max(corner, 0);
    const windowRows = max(min(corner + windows.filterHeight, height) - top, 0);
    const first = job.x + <usize>(image * height + top) * rowBytes;
    for (let column = 0; column < outWidth; column++) {
      const edge = column * windows.strideWidth - windows.padLeft;
      const begin = max(edge, 0);
      const windowColumns = max(min(edge + windows.filterWidth, width) - begin, 0);
      poolWindow(out, first + <usize>begin * pixel, windowRows, windowColumns, rowBytes, pixel, average);
      out += pixel;
    }
  }
}

/** All channels of a window: 16 at a time, then 4, then 1. */
@inline
function poolWindow(out: usize, window: usize, rows: i32, columns: i32, rowBytes: usize, pixel: usize, average: bool): void {
  const start = f32x4.splat(average ? 0 : -Infinity);
  const count = f32x4.splat(<f32>(rows * columns));
  let channel: usize = 0;
  for (; channel + 64 <= pixel; channel += 64) {
    let a = start;
    let b = start;
    let c = start;
    let d = start;
    for (let row = 0; row < rows; row++) {
      let x = window + <usize>row * rowBytes + channel;
      for (let left = columns; left > 0; left--, x += pixel) {
        a = joined(a, v128.load(x), average);
        b = joined(b, v128.load(x, 16), average);
        c = joined(c, v128.load(x, 32), average);
        d = joined(d, v128.load(x, 48), average);
      }
    }
    v128.store(out + channel, average ? f32x4.div(a, count) : a);
    v128.store(out + channel, average ? f32x4.div(b, count) : b, 16);
    v128.store(out + channel, average ? f32x4.div(c, count) : c, 32);
    v128.store(out + channel, average ? f32x4.div(d, count) : d, 48);
  }
  for (; channel + 16 <= pixel; channel += 16) {
    let value = start;
    for (let row = 0; row < rows; row++) {
      let x = window + <usize>row * rowBytes + channel;
      for (let left = columns; left > 0; left--, x += pixel) value = joined(value, v128.load(x), average);
    }
    v128.store(out + channel, average ? f32x4.div(value, count) : value);
  }
  for (; channel < pixel; channel += 4) {
    let value = start;
    for (let row = 0; row < rows; row++) {
      let x = window + <usize>row * rowBytes + channel;
      for (let left = columns; left > 0; left--, x += pixel) value = joined(value, v128.load32_zero(x), average);
    }
    v128.store32_lane(out + channel, average ? f32x4.div(value, count) : value, 0);
  }
}

/** pmax(a, b) is a < b ? b : a, so what is not larger, NaN too, never takes a's place. */
@inline
function joined(value: v128, x: v128, average: bool): v128 {
  return average ? f32x4.add(value, x) : f32x4.pmax(value, x);
}
