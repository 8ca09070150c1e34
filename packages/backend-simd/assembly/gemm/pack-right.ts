import { int, pointer } from '../common/arguments';
import { shareBegin } from '../common/share';
import { COLUMNS } from './micro-kernels';

/**
 * Packs a right matrix [terms][columns] into panels [columns / 8][terms, up to a multiple of 4][8], zeros behind the ends.
 * Its rows are tap after tap, in each tap channel after channel; element (tap, channel, column) lies at
 * right + starts[tap] + channel * channelStride + column * columnStride.
 *
 * Arguments: 0 right, 1 taps, 2 address of the taps' starts in bytes, 3 channels, 4 columns, 5 channelStride, 6 columnStride in bytes (one of them
 * is 4), 7 out.
 */
export function packRight(job: usize, thread: i32, threads: i32): void {
  const taps = int(job, 1);
  const starts = pointer(job, 2);
  const channels = int(job, 3);
  const columns = int(job, 4);
  const channelStride = <usize>int(job, 5);
  const columnStride = <usize>int(job, 6);
  const panels = (columns + COLUMNS - 1) / COLUMNS;
  const terms = taps * channels;
  const padded = (terms + 3) & ~3;
  const begin = shareBegin(panels, thread, threads);
  const end = shareBegin(panels, thread + 1, threads);
  for (let panel = begin; panel < end; panel++) {
    const column = panel * COLUMNS;
    const valid = min(COLUMNS, columns - column);
    let out = pointer(job, 7) + <usize>panel * <usize>padded * 32;
    for (let tap = 0; tap < taps; tap++) {
      let from = pointer(job, 0) + load<u32>(starts + (<usize>tap << 2)) + <usize>column * columnStride;
      for (let channel = 0; channel < channels; channel++, from += channelStride, out += 32) {
        if (valid == COLUMNS && columnStride == 4) {
          v128.store(out, v128.load(from));
          v128.store(out, v128.load(from, 16), 16);
        } else {
          for (let i = 0; i < COLUMNS; i++) {
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
