import { float, pointer } from '../common/arguments';
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
  const zero = f32x4.splat(0);
  const rows = geometry.batchOf(job) * height;
  const end = shareBegin(rows, thread + 1, threads);
  let row = shareBegin(rows, thread, threads);
  let dx = pointer(job, 1) + <usize>row * <usize>width * pixel;
  for (; row < end; row++) {
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
      for (; channel + 64 <= pixel; channel += 64) {
        let a = zero;
        let b = zero;
        let c = zero;
        let d = zero;
        for (let r = firstRow; r < endRow; r++) {
          let offset = <usize>(r - firstRow) * outRowBytes + channel;
          let wanted = place - (r - firstRow) * strideHeight * filterWidth;
          for (let column = firstColumn; column < endColumn; column++, offset += pixel, wanted -= strideWidth) {
            const position = i32x4.splat(wanted);
            a = f32x4.add(a, part(dy + offset, positions + offset, position, average));
            b = f32x4.add(b, part(dy + offset + 16, positions + offset + 16, position, average));
            c = f32x4.add(c, part(dy + offset + 32, positions + offset + 32, position, average));
            d = f32x4.add(d, part(dy + offset + 48, positions + offset + 48, position, average));
          }
        }
        v128.store(dx + channel, average ? f32x4.mul(a, factor) : a);
        v128.store(dx + channel, average ? f32x4.mul(b, factor) : b, 16);
        v128.store(dx + channel, average ? f32x4.mul(c, factor) : c, 32);
        v128.store(dx + channel, average ? f32x4.mul(d, factor) : d, 48);
      }
      for (; channel + 16 <= pixel; channel += 16) {
        let sum = zero;
        for (let r = firstRow; r < endRow; r++) {
          let offset = <usize>(r - firstRow) * outRowBytes + channel;
          let wanted = place - (r - firstRow) * strideHeight * filterWidth;
          for (let column = firstColumn; column < endColumn; column++, offset += pixel, wanted -= strideWidth) {
            sum = f32x4.add(sum, part(dy + offset, positions + offset, i32x4.splat(wanted), average));
          }
        }
        v128.store(dx + channel, average ? f32x4.mul(sum, factor) : sum);
      }
      for (; channel < pixel; channel += 4) {
        let sum: f32 = 0;
        for (let r = firstRow; r < endRow; r++) {
          let offset = <usize>(r - firstRow) * outRowBytes + channel;
          let wanted = place - (r - firstRow) * strideHeight * filterWidth;
          for (let column = firstColumn; column < endColumn; column++, offset += pixel, wanted -= strideWidth) {
            if (average || load<i32>(positions + offset) == wanted) sum += load<f32>(dy + offset);
          }
        }
        store<f32>(dx + channel, average ? sum * float(job, 3) : sum);
      }
      dx += pixel;
    }
  }
}

/** What a pixel gets of a window's gradient: all of it, or all where it is the window's maximum. */
@inline
function part(dy: usize, position: usize, wanted: v128, average: bool): v128 {
  return average ? v128.load(dy) : v128.and(v128.load(dy), i32x4.eq(v128.load(position), wanted));
}
