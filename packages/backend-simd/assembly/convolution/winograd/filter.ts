import { loadUpTo4 } from '../../common/vector';
import { COLUMNS } from '../../gemm/micro-kernels';
import { transformFilter } from './transforms';

/** Bytes of scratch that {@link transformFilterPanel} needs before BUFFER_BYTES: 4 filters of 9 taps, 16 bytes each. */
export const TAPS_BYTES: usize = 576;

/**
 * Transforms the filters of 8 output channels into a right panel per plane, [terms, up to a multiple of 4][8]; missing terms and outputs become
 * zero.
 * @param filter [3][3][inputs][outputs]
 * @param rotated false: terms are inputs and columns outputs. True, for the gradient of the input: the filter is turned by 180 degrees, terms
 * are outputs and columns inputs.
 * @param column first of the 8 columns
 * @param out the panel in plane 0
 */
export function transformFilterPanel(
  tile: i32,
  filter: usize,
  inputs: i32,
  outputs: i32,
  rotated: bool,
  column: i32,
  out: usize,
  plane: usize,
  scratch: usize,
): void {
  const columns = rotated ? inputs : outputs;
  const terms = rotated ? outputs : inputs;
  const tap = (<usize>inputs * <usize>outputs) << 2;
  const buffer = scratch + TAPS_BYTES;
  for (let half = 0; half < COLUMNS; half += 4) {
    const valid = columns - column - half;
    for (let term = 0; term < terms; term += 4) {
      if (valid <= 0) clear(scratch);
      else if (rotated) gatherRotated(filter, outputs, tap, column + half, valid, term, terms - term, scratch);
      else gather(filter, outputs, tap, column + half, valid, term, terms - term, scratch);
      for (let i = 0; i < 4; i++) {
        const to = out + (<usize>(term + i) << 5) + (<usize>half << 2);
        transformFilter(tile, scratch + <usize>i * 144, to, plane, buffer);
      }
    }
  }
}

function clear(taps: usize): void {
  for (let i: usize = 0; i < TAPS_BYTES; i += 16) v128.store(taps + i, f32x4.splat(0));
}

/** For each of 4 inputs the 9 taps of 4 outputs. */
function gather(filter: usize, outputs: i32, tap: usize, column: i32, valid: i32, term: i32, left: i32, taps: usize): void {
  for (let i = 0; i < 4; i++) {
    const from = filter + ((<usize>(term + i) * <usize>outputs + <usize>column) << 2);
    for (let t: usize = 0; t < 9; t++, taps += 16) {
      v128.store(taps, i < left ? loadUpTo4(from + t * tap, valid) : f32x4.splat(0));
    }
  }
}

/** For each of 4 outputs the 9 taps, in reverse, of 4 inputs: the 4 x 4 blocks are transposed. */
function gatherRotated(filter: usize, outputs: i32, tap: usize, column: i32, valid: i32, term: i32, left: i32, taps: usize): void {
  const row = <usize>outputs << 2;
  const first = filter + <usize>column * row + (<usize>term << 2);
  const zero = f32x4.splat(0);
  for (let t: usize = 0; t < 9; t++) {
    const from = first + (8 - t) * tap;
    const a = loadUpTo4(from, left);
    const b = valid > 1 ? loadUpTo4(from + row, left) : zero;
    const c = valid > 2 ? loadUpTo4(from + 2 * row, left) : zero;
    const d = valid > 3 ? loadUpTo4(from + 3 * row, left) : zero;
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    const to = taps + (t << 4);
    v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
    v128.store(to, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), 144);
    v128.store(to, v128.shuffle<f32>(ab2, cd2, 0, 1, 4, 5), 288);
    v128.store(to, v128.shuffle<f32>(ab2, cd2, 2, 3, 6, 7), 432);
  }
}
