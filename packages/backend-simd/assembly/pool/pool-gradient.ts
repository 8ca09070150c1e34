import { float, pointer } from '../common/arguments';
import { beat } from '../common/heartbeat';
import { shareBegin } from '../common/share';
import * as geometry from './geometry';

/**
 * Gradient of maxPool: every pixel collects dy of the windows whose first maximum it is.
 * Arguments: dy, dx, positions as maxPositions finds them, 0, then as geometry.ts says.
 */
export function maxPoolGradient(job: usize, thread: i32, threads: i32): void {
  gradient(job, thread, threads, false);
}

/**
 * Gradient of averagePool: every pixel collects dy of the windows that it lies in, times a factor.
 * Arguments: dy, dx, 0, factor, then as geometry.ts says.
 */
export function averagePoolGradient(job: usize, thread: i32, threads: i32): void {
  gradient(job, thread, threads, true);
}

@inline
function gradient(job: usize, thread: i32, threads: i32, average: bool): void {
  const height = geometry.heightOf(job);
  const width = geometry.widthOf(job);
  const outHeight = geometry.outHeightOf(job);
  const outWidth = geometry.outWidthOf(job);
  const pixel = geometry.pixelOf(job);
  const outRowBytes = <usize>outWidth * pixel;
  const filterHeight = geometry.filterHeightOf(job);
  const filterWidth = geometry.filterWidthOf(job);
  const strideHeight = geometry.strideHeightOf(job);
  const strideWidth = geometry.strideWidthOf(job);
  const padTop = geometry.padTopOf(job);
  const padLeft = geometry.padLeftOf(job);
  const factor = f32x4.splat(float(job, 3));
  const rows = geometry.batchOf(job) * height;
  const end = shareBegin(rows, thread + 1, threads);
  let row = shareBegin(rows, thread, threads);
  let dx = pointer(job, 1) + <usize>row * <usize>width * pixel;
  for (; row < end; row++) {
    beat(thread);
    const image = row / height;
    const y = row - image * height;
    const firstRow = geometry.firstWindow(y, padTop, filterHeight, strideHeight);
    const endRow = geometry.endOfWindows(y, padTop, strideHeight, outHeight);
    for (let x = 0; x < width; x++) {
      const firstColumn = geometry.firstWindow(x, padLeft, filterWidth, strideWidth);
      const endColumn = geometry.endOfWindows(x, padLeft, strideWidth, outWidth);
      const windows = (<usize>(image * outHeight + firstRow) * <usize>outWidth + <usize>firstColumn) * pixel;
      const dy = pointer(job, 0) + windows;
      const positions = pointer(job, 2) + windows;
      // Where this pixel lies in the first window that reaches it.
      const place = (y + padTop - firstRow * strideHeight) * filterWidth + x + padLeft - firstColumn * strideWidth;
      let channel: usize = 0;
      for (; channel + 16 <= pixel; channel += 16) {
        let sum = f32x4.splat(0);
        for (let r = firstRow; r < endRow; r++) {
          let offset = <usize>(r - firstRow) * outRowBytes + channel;
          let wanted = place - (r - firstRow) * strideHeight * filterWidth;
          for (let c = firstColumn; c < endColumn; c++, offset += pixel, wanted -= strideWidth) {
            const value = v128.load(dy + offset);
            if (average) sum = f32x4.add(sum, value);
            else sum = f32x4.add(sum, v128.and(value, i32x4.eq(v128.load(positions + offset), i32x4.splat(wanted))));
          }
        }
        v128.store(dx + channel, average ? f32x4.mul(sum, factor) : sum);
      }
      for (; channel < pixel; channel += 4) {
        let sum: f32 = 0;
        for (let r = firstRow; r < endRow; r++) {
          let offset = <usize>(r - firstRow) * outRowBytes + channel;
          let wanted = place - (r - firstRow) * strideHeight * filterWidth;
          for (let c = firstColumn; c < endColumn; c++, offset += pixel, wanted -= strideWidth) {
            if (average || load<i32>(positions + offset) == wanted) sum += load<f32>(dy + offset);
          }
        }
        store<f32>(dx + channel, average ? sum * float(job, 3) : sum);
      }
      dx += pixel;
    }
  }
}
