import { fillRun } from '../common/copy';
import { shareBegin } from '../common/share';
import { Images } from './geometry';

@unmanaged
export class MaxPool2x2GradientJob {
  dy: usize;
  x: usize;
  dx: usize;
  images: Images;
}

/**
 * Gradient of maxPool2x2: dy goes to the first largest pixel of each window, row by row, and to none where all are NaN or -Infinity. Rows and
 * columns behind the last window get 0.
 */
export function maxPool2x2Gradient(job: MaxPool2x2GradientJob, thread: i32, threads: i32): void {
  const x = job.x;
  const dx = job.dx;
  const images = job.images;
  const height = images.height;
  const width = images.width;
  const outHeight = images.outHeight;
  const outWidth = images.outWidth;
  const pixel = <usize>images.channels << 2;
  const rowBytes = <usize>width * pixel;
  const rest = <usize>(width - 2 * outWidth) * pixel;
  const zero = f32x4.splat(0);
  const rows = images.batch * outHeight;
  const end = shareBegin(rows, thread + 1, threads);
  let row = shareBegin(rows, thread, threads);
  let dy = job.dy + <usize>row * <usize>outWidth * pixel;
  for (; row < end; row++) {
    const image = row / outHeight;
    const outRow = row - image * outHeight;
    let place = <usize>(image * height + 2 * outRow) * rowBytes;
    for (let column = 0; column < outWidth; column++) {
      gradientOfWindow(dx + place, dy, x + place, rowBytes, pixel);
      place += 2 * pixel;
      dy += pixel;
    }
    fillRun(dx + place, zero, rest);
    fillRun(dx + place + rowBytes, zero, rest);
    if (outRow == outHeight - 1) {
      fillRun(dx + place + rest + rowBytes, zero, <usize>(height - 2 * outHeight) * rowBytes);
    }
  }
}

/** All channels of a window. */
@inline
function gradientOfWindow(dx: usize, dy: usize, x: usize, rowBytes: usize, pixel: usize): void {
  if (pixel < 16) {
    for (let i: usize = 0; i < pixel; i += 4) {
      const value = v128.load32_splat(dy + i);
      const first = v128.load32_splat(x + i);
      const second = v128.load32_splat(x + i + pixel);
      const third = v128.load32_splat(x + i + rowBytes);
      const fourth = v128.load32_splat(x + i + rowBytes + pixel);
      const largest = maximum(first, second, third, fourth);
      let left = hasMaximum(largest);
      store<f32>(dx + i, f32x4.extract_lane(taken(value, first, largest, left), 0));
      left = leftOver(left, first, largest);
      store<f32>(dx + i + pixel, f32x4.extract_lane(taken(value, second, largest, left), 0));
      left = leftOver(left, second, largest);
      store<f32>(dx + i + rowBytes, f32x4.extract_lane(taken(value, third, largest, left), 0));
      left = leftOver(left, third, largest);
      store<f32>(dx + i + rowBytes + pixel, f32x4.extract_lane(taken(value, fourth, largest, left), 0));
    }
    return;
  }
  let i: usize = 0;
  for (; i + 16 <= pixel; i += 16) gradientOfFourChannels(dx + i, dy + i, x + i, rowBytes, pixel);
  // The last channels once more rather than one by one.
  if (i < pixel) {
    i = pixel - 16;
    gradientOfFourChannels(dx + i, dy + i, x + i, rowBytes, pixel);
  }
}

@inline
function gradientOfFourChannels(dx: usize, dy: usize, x: usize, rowBytes: usize, pixel: usize): void {
  const value = v128.load(dy);
  const first = v128.load(x);
  const second = v128.load(x + pixel);
  const third = v128.load(x + rowBytes);
  const fourth = v128.load(x + rowBytes + pixel);
  const largest = maximum(first, second, third, fourth);
  let left = hasMaximum(largest);
  v128.store(dx, taken(value, first, largest, left));
  left = leftOver(left, first, largest);
  v128.store(dx + pixel, taken(value, second, largest, left));
  left = leftOver(left, second, largest);
  v128.store(dx + rowBytes, taken(value, third, largest, left));
  left = leftOver(left, third, largest);
  v128.store(dx + rowBytes + pixel, taken(value, fourth, largest, left));
}

/** As maxPool2x2 finds it. */
@inline
function maximum(first: v128, second: v128, third: v128, fourth: v128): v128 {
  const upper = f32x4.pmax(f32x4.pmax(f32x4.splat(-Infinity), first), second);
  return f32x4.pmax(f32x4.pmax(upper, third), fourth);
}

/** All bits set where a pixel was larger than -Infinity. */
@inline
function hasMaximum(largest: v128): v128 {
  return f32x4.gt(largest, f32x4.splat(-Infinity));
}

/** What a pixel gets. Adding 0 makes -0 to 0, as a sum over windows does. */
@inline
function taken(value: v128, x: v128, largest: v128, left: v128): v128 {
  return v128.and(f32x4.add(value, f32x4.splat(0)), v128.and(left, f32x4.eq(x, largest)));
}

/** Where the windows' gradient has not been given away yet. */
@inline
function leftOver(left: v128, x: v128, largest: v128): v128 {
  return v128.andnot(left, f32x4.eq(x, largest));
}
