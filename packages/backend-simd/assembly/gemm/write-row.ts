import { int, pointer } from '../common/arguments';
import { activate } from '../common/activation';

/**
 * Where rows of a product go, ten words of a job's arguments: 0 address of the images, 1 height and 2 width of an image, 3 its channels, 4 height
 * and 5 width of the grid of rows, 6 strideY << 16 | strideX, 7 offsetY << 16 | offsetX: row (n, y, x) goes to pixel
 * (y * strideY + offsetY, x * strideX + offsetX); 8 bias, 0 for none; 9 activation.
 */
export function writeRow(job: usize, first: i32, row: i32, channel: i32, count: i32, sums: usize): void {
  const gridWidth = int(job, first + 5);
  const gridHeight = int(job, first + 4);
  const x = row % gridWidth;
  const rest = row / gridWidth;
  const y = rest % gridHeight;
  const n = rest / gridHeight;
  const strides = int(job, first + 6);
  const offsets = int(job, first + 7);
  const pixelY = y * (strides >> 16) + (offsets >> 16);
  const pixelX = x * (strides & 0xffff) + (offsets & 0xffff);
  const pixel = <usize>((n * int(job, first + 1) + pixelY) * int(job, first + 2) + pixelX);
  let out = pointer(job, first) + ((pixel * <usize>int(job, first + 3) + <usize>channel) << 2);
  const activation = int(job, first + 9);
  const biases = pointer(job, first + 8);
  const last = out + (<usize>count << 2);
  if (biases == 0) {
    for (; out + 16 <= last; out += 16, sums += 16) v128.store(out, activate(v128.load(sums), activation));
    for (; out < last; out += 4, sums += 4) store<f32>(out, f32x4.extract_lane(activate(f32x4.splat(load<f32>(sums)), activation), 0));
    return;
  }
  let bias = biases + (<usize>channel << 2);
  for (; out + 16 <= last; out += 16, sums += 16, bias += 16) {
    v128.store(out, activate(f32x4.add(v128.load(sums), v128.load(bias)), activation));
  }
  for (; out < last; out += 4, sums += 4, bias += 4) {
    store<f32>(out, f32x4.extract_lane(activate(f32x4.splat(load<f32>(sums) + load<f32>(bias)), activation), 0));
  }
}
