import { shareBegin } from '../common/share';
import { Windows } from './geometry';

@unmanaged
export class MaxPositionsJob {
  x: usize;
  /** As many as the pooled image has values. */
  positions: usize;
  windows: Windows;
}

/**
 * Which pixel of each window is its first maximum: row * filterWidth + column within the window, padding counted; -1 where no pixel is larger
 * than -Infinity.
 */
export function maxPositions(job: MaxPositionsJob, thread: i32, threads: i32): void {
  const windows = job.windows;
  const height = windows.height;
  const width = windows.width;
  const outHeight = windows.outHeight;
  const outWidth = windows.outWidth;
  const pixel = <usize>windows.channels << 2;
  const filterWidth = windows.filterWidth;
  const rowBytes = <usize>width * pixel;
  const rows = windows.batch * outHeight;
  const end = shareBegin(rows, thread + 1, threads);
  let row = shareBegin(rows, thread, threads);
  let out = job.positions + <usize>row * <usize>outWidth * pixel;
  for (; row < end; row++) {
    const image = row / outHeight;
    const corner = (row - image * outHeight) * windows.strideHeight - windows.padTop;
    const top = max(corner, 0);
    const windowRows = max(min(corner + windows.filterHeight, height) - top, 0);
    const first = job.x + <usize>(image * height + top) * rowBytes;
    for (let column = 0; column < outWidth; column++) {
      const edge = column * windows.strideWidth - windows.padLeft;
      const begin = max(edge, 0);
      const windowColumns = max(min(edge + filterWidth, width) - begin, 0);
      const place = (top - corner) * filterWidth + begin - edge;
      const window = first + <usize>begin * pixel;
      let channel: usize = 0;
      for (; channel + 32 <= pixel; channel += 32) {
        let a = f32x4.splat(-Infinity);
        let b = f32x4.splat(-Infinity);
        let positionA = i32x4.splat(-1);
        let positionB = i32x4.splat(-1);
        for (let r = 0; r < windowRows; r++) {
          let x = window + <usize>r * rowBytes + channel;
          for (let c = 0; c < windowColumns; c++, x += pixel) {
            const position = i32x4.splat(place + r * filterWidth + c);
            const otherA = v128.load(x);
            const otherB = v128.load(x, 16);
            positionA = v128.bitselect(position, positionA, f32x4.gt(otherA, a));
            positionB = v128.bitselect(position, positionB, f32x4.gt(otherB, b));
            a = f32x4.pmax(a, otherA);
            b = f32x4.pmax(b, otherB);
          }
        }
        v128.store(out + channel, positionA);
        v128.store(out + channel, positionB, 16);
      }
      for (; channel + 16 <= pixel; channel += 16) {
        let value = f32x4.splat(-Infinity);
        let position = i32x4.splat(-1);
        for (let r = 0; r < windowRows; r++) {
          let x = window + <usize>r * rowBytes + channel;
          for (let c = 0; c < windowColumns; c++, x += pixel) {
            const other = v128.load(x);
            position = v128.bitselect(i32x4.splat(place + r * filterWidth + c), position, f32x4.gt(other, value));
            value = f32x4.pmax(value, other);
          }
        }
        v128.store(out + channel, position);
      }
      for (; channel < pixel; channel += 4) {
        let value: f32 = -Infinity;
        let position = -1;
        for (let r = 0; r < windowRows; r++) {
          let x = window + <usize>r * rowBytes + channel;
          for (let c = 0; c < windowColumns; c++, x += pixel) {
            const other = load<f32>(x);
            if (other > value) {
              value = other;
              position = place + r * filterWidth + c;
            }
          }
        }
        store<i32>(out + channel, position);
      }
      out += pixel;
    }
  }
}
