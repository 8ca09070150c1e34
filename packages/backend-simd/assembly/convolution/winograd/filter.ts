import { PANEL_COLUMNS, TAPS_BYTES } from '../../../src/kernels/shared-sizes';
import { loadUpTo4 } from '../../common/vector';
import { transformFilter } from './transforms';

/** Outputs that {@link transformFilterPanels} takes at most: what lies in one cache line. */
export const MOST_COLUMNS: i32 = 16;
/** Bytes of 9 taps of 4 filters of 4 outputs. */
const QUAD_BYTES: usize = 576;

/**
 * Transforms the filters of up to 16 output channels into right panels per plane, [terms, up to a multiple of 4][8] each; missing terms and
 * outputs become zero.
 * @param filter [3][3][inputs][outputs]
 * @param rotated false: terms are inputs and columns outputs. True, for the gradient of the input: the filter is turned by 180 degrees, terms
 * are outputs and columns inputs.
 * @param column first of `width` columns
 * @param out the first panel in plane 0
 * @param scratch TAPS_BYTES and behind them BUFFER_BYTES
 */
export function transformFilterPanels(
  tile: i32,
  filter: usize,
  inputs: i32,
  outputs: i32,
  rotated: bool,
  column: i32,
  width: i32,
  out: usize,
  plane: usize,
  scratch: usize,
): void {
  const quads = ((width + PANEL_COLUMNS - 1) / PANEL_COLUMNS) * 2;
  const valid = min(width, (rotated ? inputs : outputs) - column);
  const terms = rotated ? outputs : inputs;
  const panelBytes = <usize>((terms + 3) & ~3) << 5;
  const tap = (<usize>inputs * <usize>outputs) << 2;
  if (rotated) {
    for (let quad = 0; quad < quads; quad++) {
      const left = valid - quad * 4;
      for (let term = 0; term < terms; term += 16) {
        if (left <= 0) memory.fill(scratch, 0, TAPS_BYTES);
        else gatherRotated(filter, outputs, tap, column + quad * 4, left, term, terms - term, scratch);
        const end = min(term + 16, terms);
        for (let i = term, taps = scratch; i < end; i += 4, taps += QUAD_BYTES) {
          transformQuad(tile, taps, quad, i, out, panelBytes, plane, scratch + TAPS_BYTES);
        }
      }
    }
    return;
  }
  for (let term = 0; term < terms; term += 4) {
    gather(filter, outputs, tap, column, quads, valid, term, terms - term, scratch);
    for (let quad = 0; quad < quads; quad++) {
      const taps = scratch + <usize>quad * QUAD_BYTES;
      transformQuad(tile, taps, quad, term, out, panelBytes, plane, scratch + TAPS_BYTES);
    }
  }
}

/** Transforms the taps of 4 terms for one half of a panel. */
function transformQuad(
  tile: i32,
  taps: usize,
  quad: i32,
  term: i32,
  out: usize,
  panelBytes: usize,
  plane: usize,
  buffer: usize,
): void {
  let to = out + <usize>(quad >> 1) * panelBytes + (<usize>term << 5) + (<usize>(quad & 1) << 4);
  for (let i = 0; i < 4; i++, taps += 144, to += 32) transformFilter(tile, taps, to, plane, buffer);
}

/** For each of 4 inputs the 9 taps of `quads` times 4 outputs, which share cache lines: all at once, before other taps displace them. */
function gather(
  filter: usize,
  outputs: i32,
  tap: usize,
  column: i32,
  quads: i32,
  valid: i32,
  term: i32,
  left: i32,
  taps: usize,
): void {
  for (let i = 0; i < 4; i++) {
    const from = filter + ((<usize>(term + i) * <usize>outputs + <usize>column) << 2);
    for (let t: usize = 0; t < 9; t++, taps += 16) {
      for (let quad = 0; quad < quads; quad++) {
        const missing = valid - quad * 4;
        const value = i < left && missing > 0 ? loadUpTo4(from + t * tap + (<usize>quad << 4), missing) : f32x4.splat(0);
        v128.store(taps + <usize>quad * QUAD_BYTES, value);
      }
    }
  }
}

/** For each of up to 16 outputs, which share cache lines, the 9 taps, in reverse, of 4 inputs: the 4 x 4 blocks are transposed. */
function gatherRotated(filter: usize, outputs: i32, tap: usize, column: i32, valid: i32, term: i32, left: i32, taps: usize): void {
  const row = <usize>outputs << 2;
  const first = filter + <usize>column * row + (<usize>term << 2);
  const zero = f32x4.splat(0);
  const count = min(left, 16);
  for (let t: usize = 0; t < 9; t++) {
    let from = first + (8 - t) * tap;
    let to = taps + (t << 4);
    for (let done = 0; done < count; done += 4, from += 16, to += QUAD_BYTES) {
      const missing = count - done;
      const a = loadUpTo4(from, missing);
      const b = valid > 1 ? loadUpTo4(from + row, missing) : zero;
      const c = valid > 2 ? loadUpTo4(from + 2 * row, missing) : zero;
      const d = valid > 3 ? loadUpTo4(from + 3 * row, missing) : zero;
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
      v128.store(to, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), 144);
      v128.store(to, v128.shuffle<f32>(ab2, cd2, 0, 1, 4, 5), 288);
      v128.store(to, v128.shuffle<f32>(ab2, cd2, 2, 3, 6, 7), 432);
    }
  }
}
