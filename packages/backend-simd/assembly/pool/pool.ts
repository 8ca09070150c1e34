import { pointer } from '../common/arguments';
import { shareBegin } from '../common/share';
import * as geometry from './geometry';

/**
 * Maximum over windows of any size, stride and padding, which is left out; NaN counts as smaller than everything.
 * Arguments: x, out, 0, 0, then as geometry.ts says.
 */
export function maxPool(job: usize, thread: i32, threads: i32): void {
  pool(job, thread, threads, false);
}

/** Mean over windows of any size, stride and padding, which does not count. Arguments as maxPool. */
export function averagePool(job: usize, thread: i32, threads: i32): void {
  pool(job, thread, threads, true);
}

@inline
function pool(job: usize, thread: i32, threads: i32, average: bool): void {
  const height = geometry.heightOf(job);
  const width = geometry.widthOf(job);
  const outHeight = geometry.outHeightOf(job);
  const outWidth = geometry.outWidthOf(job);
  const pixel = geometry.pixelOf(job);
  const rowBytes = <usize>width * pixel;
  const rows = geometry.batchOf(job) * outHeight;
  const end = shareBegin(rows, thread + 1, threads);
  let row = shareBegin(rows, thread, threads);
  let out = pointer(job, 1) + <usize>row * <usize>outWidth * pixel;
  for (; row < end; row++) {
    const image = row / outHeight;
    const corner = (row - image * outHeight) * geometry.strideHeightOf(job) - geometry.padTopOf(job);
    const top = max(corner, 0);
    const windowRows = max(min(corner + geometry.filterHeightOf(job), height) - top, 0);
    const first = pointer(job, 0) + <usize>(image * height + top) * rowBytes;
    for (let column = 0; column < outWidth; column++) {
      const edge = column * geometry.strideWidthOf(job) - geometry.padLeftOf(job);
      const begin = max(edge, 0);
      const windowColumns = max(min(edge + geometry.filterWidthOf(job), width) - begin, 0);
      poolWindow(out, first + <usize>begin * pixel, windowRows, windowColumns, rowBytes, pixel, average);
      out += pixel;
    }
  }
}

/** All channels of a window: 16 at a time, then 4, then 1. */
@inline
function poolWindow(
  out: usize,
  window: usize,
  rows: i32,
  columns: i32,
  rowBytes: usize,
  pixel: usize,
  average: bool,
): void {
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
      for (let left = columns; left > 0; left--, x += pixel) {
        value = joined(value, v128.load(x), average);
      }
    }
    v128.store(out + channel, average ? f32x4.div(value, count) : value);
  }
  for (; channel < pixel; channel += 4) {
    let value = start;
    for (let row = 0; row < rows; row++) {
      let x = window + <usize>row * rowBytes + channel;
      for (let left = columns; left > 0; left--, x += pixel) {
        value = joined(value, v128.load32_zero(x), average);
      }
    }
    v128.store32_lane(out + channel, average ? f32x4.div(value, count) : value, 0);
  }
}

/** pmax(a, b) is a < b ? b : a, so what is not larger, NaN too, never takes a's place. */
@inline
function joined(value: v128, x: v128, average: bool): v128 {
  return average ? f32x4.add(value, x) : f32x4.pmax(value, x);
}
