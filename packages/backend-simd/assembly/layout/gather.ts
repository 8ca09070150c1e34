import { int, pointer } from '../common/arguments';
import { copyRun } from '../common/copy';
import { shareBegin } from '../common/share';

/**
 * out[outer][i] = source[outer][indices[i]], where each is a row of values. The indices must be valid.
 * Arguments: source, indices, out, outer, count of indices, rows of the source for each outer, values in a row.
 */
export function gather(job: usize, thread: i32, threads: i32): void {
  const source = pointer(job, 0);
  const indices = pointer(job, 1);
  const count = int(job, 4);
  const height = int(job, 5);
  const rowBytes = <usize>int(job, 6) << 2;
  const rows = int(job, 3) * count;
  const end = shareBegin(rows, thread + 1, threads);
  let row = shareBegin(rows, thread, threads);
  let outer = row / count;
  let place = row - outer * count;
  let out = pointer(job, 2) + <usize>row * rowBytes;
  for (; row < end; row++) {
    const from = outer * height + load<i32>(indices + (<usize>place << 2));
    copyRun(out, source + <usize>from * rowBytes, rowBytes);
    out += rowBytes;
    if (++place == count) {
      place = 0;
      outer++;
    }
  }
}
