import { List } from '../common/list';
import { shareBegin } from '../common/share';
import { Axis, placeOfPlane } from './strided-copy';

/** A block: whole cache lines of the source, and runs of the output that are long enough to be written as streams. */
const ROWS = 16;
const COLUMNS = 256;

@unmanaged
export class TransposeJob {
  source: usize;
  out: usize;
  /** How many there are. */
  planes: i32;
  /** As they lie in the source. */
  columns: Axis;
  /** As they lie in the output. */
  rows: Axis;
  /** The axes that the planes are made of, from the outermost, as they lie in the source and in the output. */
  sourceAxes: List<Axis>;
  outAxes: List<Axis>;
}

/** Matrices transposed: out[plane][row][column] = source[place of plane + row + column * stride], 4 x 4 values at a time. */
export function transpose(job: TransposeJob, thread: i32, threads: i32): void {
  const columns = job.columns.size;
  const step = <usize>job.columns.stride << 2;
  const rows = job.rows.size;
  const rowStride = <usize>job.rows.stride << 2;
  const rowBlocks = (rows + ROWS - 1) / ROWS;
  const columnBlocks = (columns + COLUMNS - 1) / COLUMNS;
  const strips = job.planes * columnBlocks;
  const blocks = strips * rowBlocks;
  const end = shareBegin(blocks, thread + 1, threads);
  for (let block = shareBegin(blocks, thread, threads); block < end; block++) {
    // The blocks of a strip come one after the other, since they lie side by side in the source.
    const strip = block / rowBlocks;
    const row = (block - strip * rowBlocks) * ROWS;
    const plane = strip / columnBlocks;
    const column = (strip - plane * columnBlocks) * COLUMNS;
    const source = job.source + placeOfPlane(job.sourceAxes, plane) + (<usize>row << 2) + <usize>column * step;
    const out = job.out + placeOfPlane(job.outAxes, plane) + <usize>row * rowStride + (<usize>column << 2);
    transposeBlock(out, source, min(ROWS, rows - row), min(COLUMNS, columns - column), rowStride, step);
  }
}

function transposeBlock(out: usize, source: usize, rows: i32, columns: i32, rowStride: usize, step: usize): void {
  let column = 0;
  for (; column + 4 <= columns; column += 4) {
    let from = source + <usize>column * step;
    let to = out + (<usize>column << 2);
    let row = 0;
    for (; row + 4 <= rows; row += 4) {
      transpose4x4(to, from, rowStride, step);
      from += 16;
      to += 4 * rowStride;
    }
    for (; row < rows; row++) {
      store<u32>(to, load<u32>(from));
      store<u32>(to + 4, load<u32>(from + step));
      store<u32>(to + 8, load<u32>(from + 2 * step));
      store<u32>(to + 12, load<u32>(from + 3 * step));
      from += 4;
      to += rowStride;
    }
  }
  for (; column < columns; column++) {
    let from = source + <usize>column * step;
    let to = out + (<usize>column << 2);
    for (let row = 0; row < rows; row++) {
      store<u32>(to, load<u32>(from));
      from += 4;
      to += rowStride;
    }
  }
}

@inline
function transpose4x4(out: usize, source: usize, rowStride: usize, step: usize): void {
  const a = v128.load(source);
  const b = v128.load(source + step);
  const c = v128.load(source + 2 * step);
  const d = v128.load(source + 3 * step);
  const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<i64>(abLow, cdLow, 0, 2));
  v128.store(out + rowStride, v128.shuffle<i64>(abLow, cdLow, 1, 3));
  v128.store(out + 2 * rowStride, v128.shuffle<i64>(abHigh, cdHigh, 0, 2));
  v128.store(out + 3 * rowStride, v128.shuffle<i64>(abHigh, cdHigh, 1, 3));
}
