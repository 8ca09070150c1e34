import { PANEL_COLUMNS } from '../../src/kernels/shared-sizes';
import { shareBegin } from '../common/share';
import { channelsOf, locateRow } from './pixels';
import { MultiplyPixelsJob } from './rows';
import { writeRow } from './write-row';

/**
 * The product of multiplyPixels, of the same job, from nothing but pixels inside the image: 0 times infinity or NaN, which
 * the zeros outside would add, is NaN. Slower, since a sum is not shared between rows.
 */
export function multiplyInside(job: MultiplyPixelsJob, thread: i32, threads: i32): void {
  const pixels = job.left;
  const rows = job.rows;
  const columns = job.columns;
  const channels = pixels.channels;
  const taps = pixels.taps;
  const panels = (columns + PANEL_COLUMNS - 1) / PANEL_COLUMNS;
  const rightPanel = <usize>((taps * channels + 3) & ~3) << 5;
  const place = job.scratch + <usize>thread * <usize>job.threadBytes;
  const sums = place + 64;
  const end = shareBegin(rows, thread + 1, threads);
  for (let row = shareBegin(rows, thread, threads); row < end; row++) {
    locateRow(pixels, row, place);
    for (let panel = 0; panel < panels; panel++) {
      let right = job.right + <usize>panel * rightPanel;
      let sum0 = f32x4.splat(0);
      let sum1 = f32x4.splat(0);
      for (let tap = 0; tap < taps; tap++) {
        let left = channelsOf(pixels, place, tap);
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
    writeRow(job.target, row, 0, columns, sums);
  }
}
