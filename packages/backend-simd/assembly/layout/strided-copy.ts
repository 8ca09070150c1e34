import { int, pointer } from '../common/arguments';
import { copyRun } from '../common/copy';
import { shareBeginAligned } from '../common/share';

const SIZES = 8;
/**
 * out[i, ..., row, column] = source[i * stride + ... + row * rowStride + column * step]: slices, tilings, reversals and
 * permutations of axes, whatever their rank. The output is dense, so threads share it as one flat range, wherever that cuts a row.
 *
 * Arguments: source, out, count of values of the output, columns, step, rows, rowStride, number of further axes, then for each of them
 * from the outermost its size and its stride. Strides count values and may be negative or 0.
 */
export function stridedCopy(job: usize, thread: i32, threads: i32): void {
  const source = pointer(job, 0);
  const count = int(job, 2);
  const columns = int(job, 3);
  const step = int(job, 4);
  const rows = int(job, 5);
  const rowStride = <usize>int(job, 6) << 2;
  const begin = shareBeginAligned(count, 16, thread, threads);
  let left = shareBeginAligned(count, 16, thread + 1, threads) - begin;
  let out = pointer(job, 1) + (<usize>begin << 2);
  let row = begin / columns;
  let column = begin - row * columns;
  let plane = row / rows;
  row -= plane * rows;
  while (left > 0) {
    let from = source + placeOfPlane(job, plane) + <usize>row * rowStride;
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
export function placeOfPlane(job: usize, plane: i32): usize {
  let offset: i32 = 0;
  for (let axis = int(job, 7) - 1; axis >= 0; axis--) {
    const size = int(job, SIZES + 2 * axis);
    const quotient = plane / size;
    offset += (plane - quotient * size) * int(job, SIZES + 2 * axis + 1);
    plane = quotient;
  }
  return <usize>offset << 2;
}

function copyScattered(out: usize, source: usize, length: i32, step: i32): void {
  const stride = <usize>step << 2;
  for (let left = length; left > 0; left--, out += 4, source += stride) store<u32>(out, load<u32>(source));
}
