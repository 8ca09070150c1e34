import { copyRun, fillRun } from '../common/copy';
import { List } from '../common/list';
import { shareBeginAligned } from '../common/share';

/** An axis between two pieces of the frame. */
@unmanaged
export class FramedAxis {
  before: i32;
  size: i32;
  /** With the frame on both sides. */
  outSize: i32;
}

@unmanaged
export class PadJob {
  source: usize;
  out: usize;
  /** Of values of the output. */
  count: i32;
  /** Its bits. */
  constant: i32;
  columns: FramedAxis;
  /** The other axes from the outermost. */
  axes: List<FramedAxis>;
}

/** A dense tensor inside a frame of one constant. The output is shared as one flat range and written from its beginning to its end. */
export function pad(job: PadJob, thread: i32, threads: i32): void {
  const source = job.source;
  const count = job.count;
  const constant = i32x4.splat(job.constant);
  const before = job.columns.before;
  const inner = job.columns.size;
  const columns = job.columns.outSize;
  const begin = shareBeginAligned(count, 16, thread, threads);
  let left = shareBeginAligned(count, 16, thread + 1, threads) - begin;
  let out = job.out + (<usize>begin << 2);
  let row = begin / columns;
  let column = begin - row * columns;
  for (; left > 0; row++) {
    const sourceRow = rowInside(job.axes, row);
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
function rowInside(axes: List<FramedAxis>, row: i32): i32 {
  let inside = 0;
  let unit = 1;
  for (let index = axes.length - 1; index >= 0; index--) {
    const axis = axes[index];
    const quotient = row / axis.outSize;
    const place = row - quotient * axis.outSize - axis.before;
    if (place < 0 || place >= axis.size) return -1;
    inside += place * unit;
    unit *= axis.size;
    row = quotient;
  }
  return inside;
}
