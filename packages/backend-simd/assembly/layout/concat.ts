import { int, pointer } from '../common/arguments';
import { copyRun } from '../common/copy';
import { shareBeginAligned } from '../common/share';

const PARTS = 4;
/**
 * Rows of several matrices one behind the other. All are read side by side, so that the output is written once from its beginning to its end.
 * Arguments: out, count of values of the output, its columns, number of inputs, then for each of them address and columns.
 */
export function concat(job: usize, thread: i32, threads: i32): void {
  copyParts(job, thread, threads, true);
}

/**
 * The opposite of concat: rows of a matrix cut into pieces.
 * Arguments: x, count of its values, its columns, number of outputs, then for each of them address and columns.
 */
export function split(job: usize, thread: i32, threads: i32): void {
  copyParts(job, thread, threads, false);
}

@inline
function copyParts(job: usize, thread: i32, threads: i32, isConcat: bool): void {
  const count = int(job, 1);
  const columns = int(job, 2);
  const parts = int(job, 3);
  const begin = shareBeginAligned(count, 16, thread, threads);
  let left = shareBeginAligned(count, 16, thread + 1, threads) - begin;
  let whole = pointer(job, 0) + (<usize>begin << 2);
  let row = begin / columns;
  let column = begin - row * columns;
  for (; left > 0; row++) {
    for (let part = 0; part < parts && left > 0; part++) {
      const width = int(job, PARTS + 2 * part + 1);
      // A share may begin in the middle of a row.
      if (column >= width) {
        column -= width;
        continue;
      }
      const length = min(width - column, left);
      const piece = pointer(job, PARTS + 2 * part) + ((<usize>row * <usize>width + <usize>column) << 2);
      if (isConcat) copyRun(whole, piece, <usize>length << 2);
      else copyRun(piece, whole, <usize>length << 2);
      whole += <usize>length << 2;
      left -= length;
      column = 0;
    }
  }
}
