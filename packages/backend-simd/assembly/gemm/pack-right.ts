import { PANEL_COLUMNS } from '../../src/kernels/shared-sizes';
import { shareBegin } from '../common/share';

@unmanaged
export class PackRightJob {
  right: usize;
  taps: i32;
  /** Where each tap begins, in bytes from `right`. */
  starts: usize;
  channels: i32;
  columns: i32;
  /** In bytes; one of the two is 4. */
  channelStride: i32;
  columnStride: i32;
  out: usize;
}

/**
 * Packs a right matrix [terms][columns] into panels [columns / 8][terms, up to a multiple of 4][8], zeros behind the ends.
 * Its rows are tap after tap, in each tap channel after channel; element (tap, channel, column) lies at
 * right + starts[tap] + channel * channelStride + column * columnStride.
 */
export function packRight(job: PackRightJob, thread: i32, threads: i32): void {
  const taps = job.taps;
  const starts = job.starts;
  const channels = job.channels;
  const columns = job.columns;
  const channelStride = <usize>job.channelStride;
  const columnStride = <usize>job.columnStride;
  const panels = (columns + PANEL_COLUMNS - 1) / PANEL_COLUMNS;
  const terms = taps * channels;
  const padded = (terms + 3) & ~3;
  const begin = shareBegin(panels, thread, threads);
  const end = shareBegin(panels, thread + 1, threads);
  for (let panel = begin; panel < end; panel++) {
    const column = panel * PANEL_COLUMNS;
    const valid = min(PANEL_COLUMNS, columns - column);
    let out = job.out + <usize>panel * <usize>padded * 32;
    for (let tap = 0; tap < taps; tap++) {
      let from = job.right + load<u32>(starts + (<usize>tap << 2)) + <usize>column * columnStride;
      for (let channel = 0; channel < channels; channel++, from += channelStride, out += 32) {
        if (valid == PANEL_COLUMNS && columnStride == 4) {
          v128.store(out, v128.load(from));
          v128.store(out, v128.load(from, 16), 16);
        } else {
          for (let i = 0; i < PANEL_COLUMNS; i++) {
            store<f32>(out + (<usize>i << 2), i < valid ? load<f32>(from + <usize>i * columnStride) : 0);
          }
        }
      }
    }
    for (let term = terms; term < padded; term++, out += 32) {
      v128.store(out, f32x4.splat(0));
      v128.store(out, f32x4.splat(0), 16);
    }
  }
}
