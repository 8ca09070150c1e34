import { pointer } from '../common/arguments';
import { shareBegin } from '../common/share';
import * as geometry from './geometry';

/**
 * Which pixel of each window is its first maximum: row * filterWidth + column within the window, padding counted; -1 where no pixel is larger
 * than -Infinity.
 * Arguments: x, positions (as many as the pooled image has values), 0, 0, then as geometry.ts says.
 */
export function maxPositions(job: usize, thread: i32, threads: i32): void {
  const height = geometry.heightOf(job);
  const width = geometry.widthOf(job);
  const outHeight = geometry.outHeightOf(job);
  const outWidth = geometry.outWidthOf(job);
  const pixel = geometry.pixelOf(job);
  const filterWidth = geometry.filterWidthOf(job);
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
