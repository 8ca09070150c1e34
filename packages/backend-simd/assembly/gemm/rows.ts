import {
  PANEL_BLOCK_BYTES,
  PANEL_COLUMNS,
  PANEL_ROWS,
  PANEL_TERMS,
  PLACE_BYTES,
  ROWS_AT_A_TIME,
  TERMS_AT_A_TIME,
} from '../../src/kernels/shared-sizes';
import { Flag } from '../common/flag';
import { shareBegin } from '../common/share';
import { multiplyRows, rowPanelBytes } from './micro-kernels';
import { channelsOf, locateRow, Pixels } from './pixels';
import { Target, writeRow } from './write-row';

@unmanaged
export class MultiplyPixelsJob {
  left: Pixels;
  rows: i32;
  /** Packed by packRight. */
  right: usize;
  columns: i32;
  target: Target;
  scratch: usize;
  /** Bytes of scratch for each thread. */
  threadBytes: i32;
  /** Whether threads share columns and not rows. */
  byColumns: Flag;
}

/**
 * out = left right: rows of pixels times a packed matrix (Goto and van de Geijn 2008, Anatomy of high-performance matrix multiplication),
 * with bias and activation.
 */
export function multiplyPixels(job: MultiplyPixelsJob, thread: i32, threads: i32): void {
  const pixels = job.left;
  const rows = job.rows;
  const columns = job.columns;
  const panels = (columns + PANEL_COLUMNS - 1) / PANEL_COLUMNS;
  const byColumns = job.byColumns != 0;
  const blocks = (rows + PANEL_ROWS - 1) / PANEL_ROWS;
  const rowBegin = byColumns ? 0 : shareBegin(blocks, thread, threads) * PANEL_ROWS;
  const rowEnd = byColumns ? rows : min(shareBegin(blocks, thread + 1, threads) * PANEL_ROWS, rows);
  const panelBegin = byColumns ? shareBegin(panels, thread, threads) : 0;
  const panelEnd = byColumns ? shareBegin(panels, thread + 1, threads) : panels;
  if (panelBegin == panelEnd) return;

  const places = job.scratch + <usize>thread * <usize>job.threadBytes;
  const packed = places + <usize>ROWS_AT_A_TIME * PLACE_BYTES;
  const sums = packed + (<usize>(ROWS_AT_A_TIME / PANEL_ROWS) * rowPanelBytes(TERMS_AT_A_TIME));
  const stride = <usize>(panelEnd - panelBegin) * 32;
  const terms = pixels.taps * pixels.channels;
  const rightPanel = <usize>((terms + 3) & ~3) * 32;

  for (let row = rowBegin; row < rowEnd; row += ROWS_AT_A_TIME) {
    const count = min(ROWS_AT_A_TIME, rowEnd - row);
    for (let i = 0; i < count; i++) locateRow(pixels, row + i, places + <usize>i * PLACE_BYTES);
    // An output pixel that no tap sees, which strides larger than the filter leave.
    if (terms == 0) memory.fill(sums, 0, <usize>count * stride);
    for (let term = 0; term < terms; term += TERMS_AT_A_TIME) {
      const depth = min(TERMS_AT_A_TIME, terms - term);
      packRows(pixels, places, count, term, depth, packed);
      multiplyBlock(
        packed,
        job.right + <usize>panelBegin * rightPanel + <usize>term * 32,
        rightPanel,
        (count + PANEL_ROWS - 1) / PANEL_ROWS,
        panelEnd - panelBegin,
        (depth + 3) & ~3,
        sums,
        stride,
        term > 0,
      );
    }
    const first = panelBegin * PANEL_COLUMNS;
    const valid = min(columns, panelEnd * PANEL_COLUMNS) - first;
    for (let i = 0; i < count; i++) writeRow(job.target, row + i, first, valid, sums + <usize>i * stride);
  }
}

function multiplyBlock(
  left: usize,
  right: usize,
  rightPanel: usize,
  rowPanels: i32,
  columnPanels: i32,
  terms: i32,
  sums: usize,
  stride: usize,
  accumulate: bool,
): void {
  const leftPanel = rowPanelBytes(terms);
  for (let column = 0; column < columnPanels; column++) {
    let out = sums + <usize>column * 32;
    let rows = left;
    for (let row = 0; row < rowPanels; row++) {
      multiplyRows(rows, right, terms, out, stride, accumulate);
      rows += leftPanel;
      out += stride * PANEL_ROWS;
    }
    right += rightPanel;
  }
}

/** Packs terms [term, term + depth) of `count` rows into panels; the terms up to a multiple of 4 and the rows up to one of 6 become zero. */
function packRows(pixels: Pixels, places: usize, count: i32, term: i32, depth: i32, packed: usize): void {
  const channels = pixels.channels;
  const panelBytes = rowPanelBytes((depth + 3) & ~3);
  const padded = ((count + PANEL_ROWS - 1) / PANEL_ROWS) * PANEL_ROWS;
  for (let i = 0; i < padded; i++) {
    const out = packed + <usize>(i / PANEL_ROWS) * panelBytes + (<usize>(i % PANEL_ROWS) << 6);
    let done = 0;
    if (i < count) {
      const place = places + <usize>i * PLACE_BYTES;
      let tap = term / channels;
      let channel = term % channels;
      while (done < depth) {
        const run = min(channels - channel, depth - done);
        const from = channelsOf(pixels, place, tap);
        packRun(out, done, from == 0 ? 0 : from + (<usize>channel << 2), run);
        done += run;
        channel = 0;
        tap++;
      }
    }
    packRun(out, done, 0, ((depth + 3) & ~3) - done);
  }
}

/** Puts `run` terms, zeros if `from` is 0, at place `at` of a row of a panel. */
function packRun(row: usize, at: i32, from: usize, run: i32): void {
  const end = at + run;
  if (from == 0) {
    for (; at < end; at++) store<f32>(termAddress(row, at), 0);
    return;
  }
  if ((at & 3) == 0) {
    for (; at + 4 <= end; at += 4, from += 16) v128.store(termAddress(row, at), v128.load(from));
  }
  for (; at < end; at++, from += 4) store<f32>(termAddress(row, at), load<f32>(from));
}

@inline
function termAddress(row: usize, term: i32): usize {
  return row + <usize>(term / PANEL_TERMS) * PANEL_BLOCK_BYTES + (<usize>(term & (PANEL_TERMS - 1)) << 2);
}
