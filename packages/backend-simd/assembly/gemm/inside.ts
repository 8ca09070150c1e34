import { int, pointer } from '../common/arguments';
import { shareBegin } from '../common/share';
import { COLUMNS } from './micro-kernels';
import { channelsOf, locateRow } from './pixels';
import { writeRow } from './write-row';

/**
 * The product of multiplyPixels, with the same arguments, from nothing but pixels inside the image: 0 times infinity or NaN, which
 * the zeros outside would add, is NaN. Slower, since a sum is not shared between rows.
 */
export function multiplyInside(job: usize, thread: i32, threads: i32): void {
  const rows = int(job, 10);
  const columns = int(job, 12);
  const channels = int(job, 3);
  const taps = int(job, 8);
  const panels = (columns + COLUMNS - 1) / COLUMNS;
  const rightPanel = <usize>((taps * channels + 3) & ~3) << 5;
  const place = pointer(job, 23) + <usize>thread * pointer(job, 24);
  const sums = place + 64;
  const end = shareBegin(rows, thread + 1, threads);
  for (let row = shareBegin(rows, thread, threads); row < end; row++) {
    locateRow(job, 0, row, place);
    for (let panel = 0; panel < panels; panel++) {
      let right = pointer(job, 11) + <usize>panel * rightPanel;
      let sum0 = f32x4.splat(0);
      let sum1 = f32x4.splat(0);
      for (let tap = 0; tap < taps; tap++) {
        let left = channelsOf(job, 0, place, tap);
        if (left == 0) {
          right += <usize>channels << 5;
          continue;
        }
        for (let channel = 0; channel < channels; channel++, left += 4, right += 32) {
          const value = v128.load32_splat(left);
          sum0 = f32x4.add(sum0, f32x4.mul(value, v128.load(right)));
          sum1 = f32x4.add(sum1, f32x4.mul(value, v128.load(right, 16)));
        }
      }
      v128.store(sums + (<usize>panel << 5), sum0);
      v128.store(sums + (<usize>panel << 5), sum1, 16);
    }
    writeRow(job, 13, row, 0, columns, sums);
  }
}
