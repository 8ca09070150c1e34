import { int, pointer } from '../common/arguments';
import { shareBegin } from '../common/share';
import { COLUMNS, multiplyColumns, ROWS } from './micro-kernels';
import { channelsOf, locateRow, PLACE_BYTES } from './pixels';

/** Pixels at a time. */
const BLOCK: i32 = 128;
/** Rows of the result at a time: 16 panels. */
const HEIGHT: i32 = 96;
/** Bytes between the packed pixels: an odd number of cache lines, so that no two compete for one place in the cache. */
const LEFT_STRIDE: usize = 448;

/**
 * out = left transposed, times right, summed over the pixels: out[tap, channel][column] is the sum over all grid pixels of
 * left[pixel][tap, channel] right[pixel][column].
 *
 * Arguments: 0-9 left (pixels.ts), 10 pixels, 11 right, 12 columns, 13 bytes between right's pixels and 14 between its columns, 15 out,
 * 16 scratch, 17 its bytes a thread, 18 whether channels and columns change places in out: [tap][column][channel].
 */
export function multiplyTransposed(job: usize, thread: i32, threads: i32): void {
  const pixels = int(job, 10);
  const columns = int(job, 12);
  const rows = int(job, 8) * int(job, 3);
  const panels = (rows + ROWS - 1) / ROWS;
  const begin = shareBegin(panels, thread, threads) * ROWS;
  const end = min(shareBegin(panels, thread + 1, threads) * ROWS, rows);
  if (begin >= end) return;
  const columnPanels = (columns + COLUMNS - 1) / COLUMNS;
  const stride = <usize>columnPanels * 32;

  const places = pointer(job, 16) + <usize>thread * pointer(job, 17);
  const left = places + <usize>BLOCK * PLACE_BYTES;
  const right = left + <usize>BLOCK * LEFT_STRIDE;
  const sums = right + <usize>columnPanels * <usize>BLOCK * 32;

  for (let pixel = 0; pixel < pixels; pixel += BLOCK) {
    const count = min(BLOCK, pixels - pixel);
    for (let i = 0; i < count; i++) locateRow(job, 0, pixel + i, places + <usize>i * PLACE_BYTES);
    packColumns(job, pixel, count, right);
    for (let row = begin; row < end; row += HEIGHT) {
      const height = min(HEIGHT, end - row);
      packPixels(job, places, count, row, height, left);
      for (let column = 0; column < columnPanels; column++) {
        const from = right + <usize>column * (<usize>BLOCK * 32);
        for (let i = 0; i < height; i += ROWS) {
          const out = sums + <usize>(row - begin + i) * stride + <usize>column * 32;
          multiplyColumns(left + (<usize>i << 2), LEFT_STRIDE, from, 32, count, out, stride, pixel > 0);
        }
      }
    }
  }
  const exchanged = int(job, 18) != 0;
  for (let row = begin; row < end; row++) {
    const from = sums + <usize>(row - begin) * stride;
    if (exchanged) scatter(pointer(job, 15), int(job, 3), row, columns, from);
    else memory.copy(pointer(job, 15) + ((<usize>row * <usize>columns) << 2), from, <usize>columns << 2);
  }
}

/** Writes a row (tap, channel) of sums to out[tap][column][channel]. */
function scatter(out: usize, channels: i32, row: i32, columns: i32, from: usize): void {
  const tap = row / channels;
  const step = <usize>channels << 2;
  let to = out + ((<usize>tap * <usize>columns * <usize>channels + <usize>(row - tap * channels)) << 2);
  for (let column = 0; column < columns; column++, to += step, from += 4) store<f32>(to, load<f32>(from));
}

/** Packs rows [row, row + height) of the transposed left matrix, for each pixel side by side; up to a multiple of 6 anything finite follows. */
function packPixels(job: usize, places: usize, count: i32, row: i32, height: i32, packed: usize): void {
  const channels = int(job, 3);
  for (let i = 0; i < count; i++) {
    const place = places + <usize>i * PLACE_BYTES;
    let out = packed + <usize>i * LEFT_STRIDE;
    let tap = row / channels;
    let channel = row % channels;
    let left = height;
    while (left > 0) {
      const run = min(channels - channel, left);
      const from = channelsOf(job, 0, place, tap);
      copyRun(out, from == 0 ? 0 : from + (<usize>channel << 2), run);
      out += <usize>run << 2;
      left -= run;
      channel = 0;
      tap++;
    }
    for (let rest = height; rest % ROWS != 0; rest++, out += 4) store<f32>(out, 0);
  }
}

function copyRun(out: usize, from: usize, run: i32): void {
  if (from == 0) {
    for (; run > 0; run--, out += 4) store<f32>(out, 0);
    return;
  }
  for (; run >= 4; run -= 4, out += 16, from += 16) v128.store(out, v128.load(from));
  for (; run > 0; run--, out += 4, from += 4) store<f32>(out, load<f32>(from));
}

/** Packs the right matrix's pixels into panels of 8 columns; columns behind the end become zero. */
function packColumns(job: usize, pixel: i32, count: i32, packed: usize): void {
  const columns = int(job, 12);
  const pixelStride = <usize>int(job, 13);
  const columnStride = <usize>int(job, 14);
  const first = pointer(job, 11) + <usize>pixel * pixelStride;
  for (let column = 0; column < columns; column += COLUMNS) {
    const valid = min(COLUMNS, columns - column);
    let from = first + <usize>column * columnStride;
    let out = packed + <usize>(column / COLUMNS) * (<usize>BLOCK * 32);
    for (let i = 0; i < count; i++, from += pixelStride, out += 32) {
      if (valid == COLUMNS && columnStride == 4) {
        v128.store(out, v128.load(from));
        v128.store(out, v128.load(from, 16), 16);
      } else {
        for (let j = 0; j < COLUMNS; j++) {
          store<f32>(out + (<usize>j << 2), j < valid ? load<f32>(from + <usize>j * columnStride) : 0);
        }
      }
    }
  }
}
