import { copyRun } from '../common/copy';
import { List } from '../common/list';
import { shareBeginAligned } from '../common/share';

/** A matrix that is a part of another one, with as many rows. */
@unmanaged
export class Part {
  address: usize;
  columns: i32;
}

@unmanaged
export class PartsJob {
  whole: usize;
  /** Of all values. */
  count: i32;
  columns: i32;
  parts: List<Part>;
}

/** Rows of several matrices one behind the other. All are read side by side, so that the whole is written once from its beginning to its end. */
export function concat(job: PartsJob, thread: i32, threads: i32): void {
  copyParts(job, thread, threads, true);
}

/** The opposite of concat: rows of a matrix cut into pieces. */
export function split(job: PartsJob, thread: i32, threads: i32): void {
  copyParts(job, thread, threads, false);
}

@inline
function copyParts(job: PartsJob, thread: i32, threads: i32, isConcat: bool): void {
  const count = job.count;
  const columns = job.columns;
  const parts = job.parts;
  const begin = shareBeginAligned(count, 16, thread, threads);
  let left = shareBeginAligned(count, 16, thread + 1, threads) - begin;
  let whole = job.whole + (<usize>begin << 2);
  let row = begin / columns;
  let column = begin - row * columns;
  for (; left > 0; row++) {
    for (let part = 0; part < parts.length && left > 0; part++) {
      const width = parts[part].columns;
      // A share may begin in the middle of a row.
      if (column >= width) {
        column -= width;
        continue;
      }
      const length = min(width - column, left);
      const piece = parts[part].address + ((<usize>row * <usize>width + <usize>column) << 2);
      if (isConcat) copyRun(whole, piece, <usize>length << 2);
      else copyRun(piece, whole, <usize>length << 2);
      whole += <usize>length << 2;
      left -= length;
      column = 0;
    }
  }
}
