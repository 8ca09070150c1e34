import { int, pointer } from '../common/arguments';
import { copyRun, fillRun } from '../common/copy';
import { shareBeginAligned } from '../common/share';

const AXES = 8;
/**
 * A dense tensor inside a frame of one constant. The output is shared as one flat range and written from its beginning to its end.
 *
 * Arguments: source, out, count of values of the output, bits of the constant, columns before, columns of the source, columns of the output,
 * number of further axes, then for each of them from the outermost: before, size of the source, size of the output.
 */
export function pad(job: usize, thread: i32, threads: i32): void {
  const source = pointer(job, 0);
  const count = int(job, 2);
  const constant = i32x4.splat(int(job, 3));
  const before = int(job, 4);
  const inner = int(job, 5);
  const columns = int(job, 6);
  const begin = shareBeginAligned(count, 16, thread, threads);
  let left = shareBeginAligned(count, 16, thread + 1, threads) - begin;
  let out = pointer(job, 1) + (<usize>begin << 2);
  let row = begin / columns;
  let column = begin - row * columns;
  for (; left > 0; row++) {
    const sourceRow = rowInside(job, row);
    const end = min(columns, column + left);
    const innerBegin = max(column, sourceRow < 0 ? end : min(before, end));
    const innerEnd = max(innerBegin, sourceRow < 0 ? end : min(before + inner, end));
    fillRun(out, constant, <usize>(innerBegin - column) << 2);
    out += <usize>(innerBegin - column) << 2;
    const first = source + ((<usize>sourceRow * <usize>inner + <usize>(innerBegin - before)) << 2);
    copyRun(out, first, <usize>(innerEnd - innerBegin) << 2);
    out += <usize>(innerEnd - innerBegin) << 2;
    fillRun(out, constant, <usize>(end - innerEnd) << 2);
    out += <usize>(end - innerEnd) << 2;
    left -= end - column;
    column = 0;
  }
}

/** Number of the row of the source that lies in a row of the output; -1 if that row is part of the frame. */
function rowInside(job: usize, row: i32): i32 {
  let inside = 0;
  let unit = 1;
  for (let axis = int(job, 7) - 1; axis >= 0; axis--) {
    const size = int(job, AXES + 3 * axis + 1);
    const outSize = int(job, AXES + 3 * axis + 2);
    const quotient = row / outSize;
    const place = row - quotient * outSize - int(job, AXES + 3 * axis);
    if (place < 0 || place >= size) return -1;
    inside += place * unit;
    unit *= size;
    row = quotient;
  }
  return inside;
}
