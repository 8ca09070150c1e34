import { activate } from '../common/activation';

/** Where rows of a product go: row (n, y, x) of a grid to pixel (y * strideY + offsetY, x * strideX + offsetX) of image n. */
@unmanaged
export class Target {
  /** Of the images. */
  address: usize;
  height: i32;
  width: i32;
  channels: i32;
  gridHeight: i32;
  gridWidth: i32;
  strideY: i32;
  strideX: i32;
  offsetY: i32;
  offsetX: i32;
  /** 0 for none. */
  bias: usize;
  activation: i32;
}

/** Writes sums of one row, from a channel on, with bias and activation. */
export function writeRow(target: Target, row: i32, channel: i32, count: i32, sums: usize): void {
  const gridWidth = target.gridWidth;
  const gridHeight = target.gridHeight;
  const x = row % gridWidth;
  const rest = row / gridWidth;
  const y = rest % gridHeight;
  const n = rest / gridHeight;
  const pixelY = y * target.strideY + target.offsetY;
  const pixelX = x * target.strideX + target.offsetX;
  const pixel = <usize>((n * target.height + pixelY) * target.width + pixelX);
  let out = target.address + ((pixel * <usize>target.channels + <usize>channel) << 2);
  const activation = target.activation;
  const biases = target.bias;
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
