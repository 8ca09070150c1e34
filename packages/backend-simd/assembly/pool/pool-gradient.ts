import { shareBegin } from '../common/share';
import { endOfWindows, firstWindow, Windows } from './geometry';

@unmanaged
export class PoolGradientJob {
  dy: usize;
  dx: usize;
  /** As maxPositions finds them; not looked at for averages. */
  positions: usize;
  /** Of averages. */
  factor: f32;
  windows: Windows;
}

/** Gradient of maxPool: every pixel collects dy of the windows whose first maximum it is. */
export function maxPoolGradient(job: PoolGradientJob, thread: i32, threads: i32): void {
  gradient(job, thread, threads, false);
}

/** Gradient of averagePool: every pixel collects dy of the windows that it lies in, times a factor. */
export function averagePoolGradient(job: PoolGradientJob, thread: i32, threads: i32): void {
  gradient(job, thread, threads, true);
}

@inline
function gradient(job: PoolGradientJob, thread: i32, threads: i32, average: bool): void {
  const windows = job.windows;
  const height = windows.height;
  const width = windows.width;
  const outHeight = windows.outHeight;
  const outWidth = windows.outWidth;
  const pixel = <usize>windows.channels << 2;
  const outRowBytes = <usize>outWidth * pixel;
  const filterHeight = windows.filterHeight;
  const filterWidth = windows.filterWidth;
  const strideHeight = windows.strideHeight;
  const strideWidth = windows.strideWidth;
  const padTop = windows.padTop;
  const padLeft = windows.padLeft;
  const factor = f32x4.splat(job.factor);
  const zero = f32x4.splat(0);
  const rows = windows.batch * height;
  const end = shareBegin(rows, thread + 1, threads);
  let row = shareBegin(rows, thread, threads);
  let dx = job.dx + <usize>row * <usize>width * pixel;
  for (; row < end; row++) {
    const image = row / height;
    const y = row - image * height;
    const firstRow = firstWindow(y, padTop, filterHeight, strideHeight);
    const endRow = endOfWindows(y, padTop, strideHeight, outHeight);
    for (let x = 0; x < width; x++) {
      const firstColumn = firstWindow(x, padLeft, filterWidth, strideWidth);
      const endColumn = endOfWindows(x, padLeft, strideWidth, outWidth);
      const first = (<usize>(image * outHeight + firstRow) * <usize>outWidth + <usize>firstColumn) * pixel;
      const dy = job.dy + first;
      const positions = job.positions + first;
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
        store<f32>(dx + channel, average ? sum * job.factor : sum);
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
