import { copyRun } from '../common/copy';
import { List } from '../common/list';
import { shareBeginAligned } from '../common/share';

/** An axis of a tensor: its length, and how many values lie between neighbours (negative backwards, 0 the same again). */
@unmanaged
export class Axis {
  size: i32;
  stride: i32;
}

@unmanaged
export class StridedCopyJob {
  source: usize;
  out: usize;
  /** Of values of the output. */
  count: i32;
  columns: Axis;
  rows: Axis;
  /** The other axes from the outermost. */
  planes: List<Axis>;
}

/**
 * out[i, ..., row, column] = source[i * stride + ... + row * stride + column * stride]: slices, tilings, reversals and
 * permutations of axes, whatever their rank. The output is dense, so threads share it as one flat range, wherever that cuts a row.
 */
export function stridedCopy(job: StridedCopyJob, thread: i32, threads: i32): void {
  const source = job.source;
  const count = job.count;
  const columns = job.columns.size;
  const step = job.columns.stride;
  const rows = job.rows.size;
  const rowStride = <usize>job.rows.stride << 2;
  const begin = shareBeginAligned(count, 16, thread, threads);
  let left = shareBeginAligned(count, 16, thread + 1, threads) - begin;
  let out = job.out + (<usize>begin << 2);
  let row = begin / columns;
  let column = begin - row * columns;
  let plane = row / rows;
  row -= plane * rows;
  while (left > 0) {
    let from = source + placeOfPlane(job.planes, plane) + <usize>row * rowStride;
    for (; row < rows && left > 0; row++, from += rowStride) {
      const length = min(columns - column, left);
      const first = from + (<usize>column * <usize>step << 2);
      if (step == 1) copyRun(out, first, <usize>length << 2);
      else copyScattered(out, first, length, step);
      out += <usize>length << 2;
      left -= length;
      column = 0;
    }
    row = 0;
    plane++;
  }
}

/** Byte offset of a plane, a number whose digits, the innermost axis last, are its places on the outer axes. */
export function placeOfPlane(axes: List<Axis>, plane: i32): usize {
  let offset: i32 = 0;
  for (let index = axes.length - 1; index >= 0; index--) {
    const axis = axes[index];
    const quotient = plane / axis.size;
    offset += (plane - quotient * axis.size) * axis.stride;
    plane = quotient;
  }
  return <usize>offset << 2;
}

function copyScattered(out: usize, source: usize, length: i32, step: i32): void {
  const stride = <usize>step << 2;
  for (; length > 0; length--, out += 4, source += stride) store<u32>(out, load<u32>(source));
}
