import { activate } from '../../common/activation';
import { int, pointer } from '../../common/arguments';
import { madd, storeUpTo4 } from '../../common/vector';
import { transformOutput } from './transforms';

/** Bytes of scratch that {@link writeTile} needs before BUFFER_BYTES: 4 x 4 pixels. */
export const PIXELS_BYTES: usize = 256;

/**
 * Transforms the planes of one tile back and writes its pixels, with bias and activation.
 *
 * Six words of the job's arguments describe the output: 0 address, 1 height, 2 width, 3 channels, 4 bias (0 for none), 5 activation.
 * @param channel first of `count` channels
 * @param sums the first of them in plane 0
 * @returns `check` plus 0 times all sums: NaN if one of them was not finite
 */
export function writeTile(
  tile: i32,
  job: usize,
  output: i32,
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
  const height = int(job, output + 1);
  const width = int(job, output + 2);
  const channels = int(job, output + 3);
  const biases = pointer(job, output + 4);
  const activation = int(job, output + 5);
  const rest = t / tilesX;
  const y = (rest % tilesY) * tile;
  const x = (t % tilesX) * tile;
  const rows = min(tile, height - y);
  const columns = min(tile, width - x);
  const pixel = <usize>channels << 2;
  const row = <usize>width * pixel;
  let out = pointer(job, output) + (<usize>((rest / tilesY) * height + y) * <usize>width + <usize>x) * pixel + (<usize>channel << 2);
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
