import { shareBegin } from '../common/share';
import { Images } from './geometry';

@unmanaged
export class MaxPool2x2Job {
  x: usize;
  out: usize;
  images: Images;
}

/** Maximum of 2 x 2 windows that lie side by side and inside the image; NaN counts as smaller than everything. */
export function maxPool2x2(job: MaxPool2x2Job, thread: i32, threads: i32): void {
  const x = job.x;
  const images = job.images;
  const height = images.height;
  const outHeight = images.outHeight;
  const outWidth = images.outWidth;
  const pixel = <usize>images.channels << 2;
  const rowBytes = <usize>images.width * pixel;
  const rows = images.batch * outHeight;
  const end = shareBegin(rows, thread + 1, threads);
  let row = shareBegin(rows, thread, threads);
  let out = job.out + <usize>row * <usize>outWidth * pixel;
  for (; row < end; row++) {
    const image = row / outHeight;
    const top = image * height + 2 * (row - image * outHeight);
    let upper = x + <usize>top * rowBytes;
    for (let column = 0; column < outWidth; column++) {
      maximumOfWindow(out, upper, upper + rowBytes, pixel);
      upper += 2 * pixel;
      out += pixel;
    }
  }
}

/** All channels of a window. */
@inline
function maximumOfWindow(out: usize, upper: usize, lower: usize, pixel: usize): void {
  if (pixel < 16) {
    for (let i: usize = 0; i < pixel; i += 4) store<f32>(out + i, maximumOfFour(upper + i, lower + i, pixel));
    return;
  }
  let i: usize = 0;
  for (; i + 16 <= pixel; i += 16) v128.store(out + i, maxima(upper + i, lower + i, pixel));
  // The last channels once more rather than one by one.
  if (i < pixel) v128.store(out + pixel - 16, maxima(upper + pixel - 16, lower + pixel - 16, pixel));
}

@inline
function maxima(upper: usize, lower: usize, pixel: usize): v128 {
  // pmax(a, b) is a < b ? b : a, so what is not larger, NaN too, never takes a's place.
  let value = f32x4.pmax(f32x4.splat(-Infinity), v128.load(upper));
  value = f32x4.pmax(value, v128.load(upper + pixel));
  value = f32x4.pmax(value, v128.load(lower));
  return f32x4.pmax(value, v128.load(lower + pixel));
}

@inline
function maximumOfFour(upper: usize, lower: usize, pixel: usize): f32 {
  let value: f32 = -Infinity;
  value = larger(value, load<f32>(upper));
  value = larger(value, load<f32>(upper + pixel));
  value = larger(value, load<f32>(lower));
  return larger(value, load<f32>(lower + pixel));
}

@inline
function larger(value: f32, other: f32): f32 {
  return value < other ? other : value;
}
