import { copyRun } from '../common/copy';
import { shareBegin } from '../common/share';

@unmanaged
export class GatherJob {
  source: usize;
  /** Valid ones. */
  indices: usize;
  out: usize;
  outer: i32;
  /** Of indices. */
  count: i32;
  /** Rows of the source for each outer. */
  height: i32;
  /** Values in a row. */
  width: i32;
}

/** out[outer][i] = source[outer][indices[i]], where each is a row of values. */
export function gather(job: GatherJob, thread: i32, threads: i32): void {
  const source = job.source;
  const indices = job.indices;
  const count = job.count;
  const height = job.height;
  const rowBytes = <usize>job.width << 2;
  const rows = job.outer * count;
  const end = shareBegin(rows, thread + 1, threads);
  let row = shareBegin(rows, thread, threads);
  let outer = row / count;
  let place = row - outer * count;
  let out = job.out + <usize>row * rowBytes;
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
