import {
  PANEL_COLUMNS,
  PANEL_ROWS,
  PIXEL_BYTES,
  PIXELS_AT_A_TIME,
  PLACE_BYTES,
} from '../../src/kernels/shared-sizes';
import { Flag } from '../common/flag';
import { shareBegin } from '../common/share';
import { multiplyColumns } from './micro-kernels';
import { channelsOf, locateRow, Pixels } from './pixels';

/** Rows of the result at a time: 16 panels. */
const HEIGHT: i32 = 96;

@unmanaged
export class MultiplyTransposedJob {
  left: Pixels;
  pixels: i32;
  right: usize;
  columns: i32;
  /** Bytes between right's pixels, and between its columns. */
  pixelStride: i32;
  columnStride: i32;
  out: usize;
  scratch: usize;
  /** Bytes of scratch for each thread. */
  threadBytes: i32;
  /** Whether channels and columns change places in out: [tap][column][channel]. */
  exchanged: Flag;
}

/**
 * out = left transposed, times right, summed over the pixels: out[tap, channel][column] is the sum over all grid pixels of
 * left[pixel][tap, channel] right[pixel][column].
 */
export function multiplyTransposed(job: MultiplyTransposedJob, thread: i32, threads: i32): void {
  const image = job.left;
  const pixels = job.pixels;
  const columns = job.columns;
  const rows = image.taps * image.channels;
  const panels = (rows + PANEL_ROWS - 1) / PANEL_ROWS;
  const begin = shareBegin(panels, thread, threads) * PANEL_ROWS;
  const end = min(shareBegin(panels, thread + 1, threads) * PANEL_ROWS, rows);
  if (begin >= end) return;
  const columnPanels = (columns + PANEL_COLUMNS - 1) / PANEL_COLUMNS;
  const stride = <usize>columnPanels * 32;

  const places = job.scratch + <usize>thread * <usize>job.threadBytes;
  const left = places + <usize>PIXELS_AT_A_TIME * PLACE_BYTES;
  const right = left + <usize>PIXELS_AT_A_TIME * PIXEL_BYTES;
  const sums = right + <usize>columnPanels * <usize>PIXELS_AT_A_TIME * 32;

  for (let pixel = 0; pixel < pixels; pixel += PIXELS_AT_A_TIME) {
    const count = min(PIXELS_AT_A_TIME, pixels - pixel);
    for (let i = 0; i < count; i++) locateRow(image, pixel + i, places + <usize>i * PLACE_BYTES);
    packColumns(job, pixel, count, right);
    for (let row = begin; row < end; row += HEIGHT) {
      const height = min(HEIGHT, end - row);
      packPixels(image, places, count, row, height, left);
      for (let column = 0; column < columnPanels; column++) {
        const from = right + <usize>column * (<usize>PIXELS_AT_A_TIME * 32);
        for (let i = 0; i < height; i += PANEL_ROWS) {
          const out = sums + <usize>(row - begin + i) * stride + <usize>column * 32;
          multiplyColumns(left + (<usize>i << 2), PIXEL_BYTES, from, 32, count, out, stride, pixel > 0);
        }
      }
    }
  }
  const exchanged = job.exchanged != 0;
  for (let row = begin; row < end; row++) {
    const from = sums + <usize>(row - begin) * stride;
    if (exchanged) scatter(job.out, image.channels, row, columns, from);
    else memory.copy(job.out + ((<usize>row * <usize>columns) << 2), from, <usize>columns << 2);
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
function packPixels(image: Pixels, places: usize, count: i32, row: i32, height: i32, packed: usize): void {
  const channels = image.channels;
  for (let i = 0; i < count; i++) {
    const place = places + <usize>i * PLACE_BYTES;
    let out = packed + <usize>i * PIXEL_BYTES;
    let tap = row / channels;
    let channel = row % channels;
    let left = height;
    while (left > 0) {
      const run = min(channels - channel, left);
      const from = channelsOf(image, place, tap);
      copyRun(out, from == 0 ? 0 : from + (<usize>channel << 2), run);
      out += <usize>run << 2;
      left -= run;
      channel = 0;
      tap++;
    }
    for (let rest = height; rest % PANEL_ROWS != 0; rest++, out += 4) store<f32>(out, 0);
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
function packColumns(job: MultiplyTransposedJob, pixel: i32, count: i32, packed: usize): void {
  const columns = job.columns;
  const pixelStride = <usize>job.pixelStride;
  const columnStride = <usize>job.columnStride;
  const first = job.right + <usize>pixel * pixelStride;
  for (let column = 0; column < columns; column += PANEL_COLUMNS) {
    const valid = min(PANEL_COLUMNS, columns - column);
    let from = first + <usize>column * columnStride;
    let out = packed + <usize>(column / PANEL_COLUMNS) * (<usize>PIXELS_AT_A_TIME * 32);
    for (let i = 0; i < count; i++, from += pixelStride, out += 32) {
      if (valid == PANEL_COLUMNS && columnStride == 4) {
        v128.store(out, v128.load(from));
        v128.store(out, v128.load(from, 16), 16);
      } else {
        for (let j = 0; j < PANEL_COLUMNS; j++) {
          store<f32>(out + (<usize>j << 2), j < valid ? load<f32>(from + <usize>j * columnStride) : 0);
        }
      }
    }
  }
}
