import { PIXELS_BYTES } from '../../../src/kernels/shared-sizes';
import { activate } from '../../common/activation';
import { madd, storeUpTo4 } from '../../common/vector';
import { transformOutput } from './transforms';

@unmanaged
export class TiledOutput {
  address: usize;
  height: i32;
  width: i32;
  channels: i32;
  /** 0 for none. */
  bias: usize;
  activation: i32;
}

/**
 * Transforms the planes of one tile back and writes its pixels, with bias and activation.
 * @param channel first of `count` channels
 * @param sums the first of them in plane 0
 * @param scratch PIXELS_BYTES and behind them BUFFER_BYTES
 * @returns `check` plus 0 times all sums: NaN if one of them was not finite
 */
export function writeTile(
  tile: i32,
  output: TiledOutput,
  tilesY: i32,
  tilesX: i32,
  t: i32,
  channel: i32,
  count: i32,
  sums: usize,
  plane: usize,
  scratch: usize,
  check: v128,
): v128 {
  const height = output.height;
  const width = output.width;
  const channels = output.channels;
  const biases = output.bias;
  const activation = output.activation;
  const rest = t / tilesX;
  const y = (rest % tilesY) * tile;
  const x = (t % tilesX) * tile;
  const rows = min(tile, height - y);
  const columns = min(tile, width - x);
  const pixel = <usize>channels << 2;
  const row = <usize>width * pixel;
  let out = output.address + (<usize>((rest / tilesY) * height + y) * <usize>width + <usize>x) * pixel + (<usize>channel << 2);
  const zero = f32x4.splat(0);
  for (let done = 0; done < count; done += 4, out += 16, sums += 16) {
    const valid = count - done;
    const bias = biases == 0 ? zero : v128.load(biases + (<usize>(channel + done) << 2));
    transformOutput(tile, sums, plane, scratch, scratch + PIXELS_BYTES);
    let from = scratch;
    for (let i = 0; i < rows; i++, from += <usize>tile << 4) {
      let to = out + <usize>i * row;
      for (let j = 0; j < columns; j++, to += pixel) {
        const sum = v128.load(from + (<usize>j << 4));
        check = madd(sum, zero, check);
        storeUpTo4(to, activate(f32x4.add(sum, bias), activation), valid);
      }
    }
  }
  return check;
}
