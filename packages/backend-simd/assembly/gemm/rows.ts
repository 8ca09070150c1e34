import { int, pointer } from '../common/arguments';
import { shareBegin } from '../common/share';
import { COLUMNS, multiplyRows, ROW_BLOCK, rowPanelBytes, ROWS, TERMS } from './micro-kernels';
import { channelsOf, locateRow, PLACE_BYTES } from './pixels';
import { writeRow } from './write-row';

/** Rows that are packed and multiplied at a time: 8 panels, which stay in the cache of the second level. */
const BLOCK: i32 = 48;
/** Terms at a time: a panel of each matrix then fits into the cache of the first level. */
const DEPTH: i32 = 256;

/**
 * out = left right: rows of pixels times a packed matrix (Goto and van de Geijn 2008, Anatomy of high-performance matrix multiplication),
 * with bias and activation.
 *
 * Arguments: 0-9 left (pixels.ts), 10 rows, 11 right, packed by packRight, 12 columns, 13-22 where rows go ({@link writeRow}),
 * 23 scratch, 24 its bytes a thread, 25 whether threads share columns and not rows.
 */
export function multiplyPixels(job: usize, thread: i32, threads: i32): void {
  const rows = int(job, 10);
  const columns = int(job, 12);
  const panels = (columns + COLUMNS - 1) / COLUMNS;
  const byColumns = int(job, 25) != 0;
  const blocks = (rows + ROWS - 1) / ROWS;
  const rowBegin = byColumns ? 0 : shareBegin(blocks, thread, threads) * ROWS;
  const rowEnd = byColumns ? rows : min(shareBegin(blocks, thread + 1, threads) * ROWS, rows);
  const panelBegin = byColumns ? shareBegin(panels, thread, threads) : 0;
  const panelEnd = byColumns ? shareBegin(panels, thread + 1, threads) : panels;
  if (panelBegin == panelEnd) return;

  const places = pointer(job, 23) + <usize>thread * pointer(job, 24);
  const packed = places + <usize>BLOCK * PLACE_BYTES;
  const sums = packed + (<usize>(BLOCK / ROWS) * rowPanelBytes(DEPTH));
  const stride = <usize>(panelEnd - panelBegin) * 32;
  const terms = int(job, 8) * int(job, 3);
  const rightPanel = <usize>((terms + 3) & ~3) * 32;

  for (let row = rowBegin; row < rowEnd; row += BLOCK) {
    const count = min(BLOCK, rowEnd - row);
    for (let i = 0; i < count; i++) locateRow(job, 0, row + i, places + <usize>i * PLACE_BYTES);
    // An output pixel that no tap sees, which strides larger than the filter leave.
    if (terms == 0) memory.fill(sums, 0, <usize>count * stride);
    for (let term = 0; term < terms; term += DEPTH) {
      const depth = min(DEPTH, terms - term);
      packRows(job, places, count, term, depth, packed);
      multiplyBlock(
        packed,
        pointer(job, 11) + <usize>panelBegin * rightPanel + <usize>term * 32,
        rightPanel,
        (count + ROWS - 1) / ROWS,
        panelEnd - panelBegin,
        (depth + 3) & ~3,
        sums,
        stride,
        term > 0,
      );
    }
    const first = panelBegin * COLUMNS;
    const valid = min(columns, panelEnd * COLUMNS) - first;
    for (let i = 0; i < count; i++) writeRow(job, 13, row + i, first, valid, sums + <usize>i * stride);
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
      out += stride * ROWS;
    }
    right += rightPanel;
  }
}

/** Packs terms [term, term + depth) of `count` rows into panels; the terms up to a multiple of 4 and the rows up to one of 6 become zero. */
function packRows(job: usize, places: usize, count: i32, term: i32, depth: i32, packed: usize): void {
  const channels = int(job, 3);
  const panelBytes = rowPanelBytes((depth + 3) & ~3);
  const padded = ((count + ROWS - 1) / ROWS) * ROWS;
  for (let i = 0; i < padded; i++) {
    const out = packed + <usize>(i / ROWS) * panelBytes + (<usize>(i % ROWS) << 6);
    let done = 0;
    if (i < count) {
      const place = places + <usize>i * PLACE_BYTES;
      let tap = term / channels;
      let channel = term % channels;
      while (done < depth) {
        const run = min(channels - channel, depth - done);
        const from = channelsOf(job, 0, place, tap);
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
  return row + <usize>(term / TERMS) * ROW_BLOCK + (<usize>(term & (TERMS - 1)) << 2);
}
