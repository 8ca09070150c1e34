import { int, pointer } from '../../common/arguments';
import { leaveFlag } from '../../common/flags';
import { shareBegin } from '../../common/share';
import { COLUMNS, multiplyRows, ROW_BLOCK, rowPanelBytes, ROWS, TERMS } from '../../gemm/micro-kernels';
import { MOST_COLUMNS, transformFilterPanels } from './filter';
import { writeTile } from './output';
import { INPUT, transformTile } from './tiles';

/**
 * 3x3 convolution with stride 1 by Winograd's minimal filtering, in one of two orders:
 *
 * - large images: {@link winogradFilter} transforms all filters, {@link winogradByTiles} goes through the tiles in blocks, so that what belongs
 *   to a block stays in the cache of the second level;
 * - many channels and few pixels: {@link winogradInput} transforms all tiles, {@link winogradByOutputs} goes through the outputs in blocks, and
 *   transforms the filters of a block when it comes to it. All of them would not fit into any cache.
 *
 * The gradient with respect to the input is the same with the filter turned by 180 degrees.
 *
 * Arguments: 0 tile (4 or 2), 1-6 input (tiles.ts), 7 tilesY, 8 tilesX, 9 tiles, 10-15 output (output.ts), 16 filter, 17 its inputs, 18 its outputs,
 * 19 whether it is turned, 20 transformed filters and 21 bytes of a plane, 22 transformed input and 23 bytes of a plane, 24 scratch, 25 its
 * bytes a thread, 26 tiles in a block, 27 outputs in a block (a multiple of 8), 28 bytes of a plane of sums, 29 flags, 64 bytes a thread:
 * not 0 if a sum was not finite.
 */

/** Transforms the filters of all outputs, threads sharing the panels. */
export function winogradFilter(job: usize, thread: i32, threads: i32): void {
  const tile = int(job, 0);
  const terms = termsOf(job);
  const outputs = int(job, 13);
  const blocks = (outputs + MOST_COLUMNS - 1) / MOST_COLUMNS;
  const scratch = pointer(job, 24) + <usize>thread * pointer(job, 25);
  const end = shareBegin(blocks, thread + 1, threads);
  for (let block = shareBegin(blocks, thread, threads); block < end; block++) {
    const output = block * MOST_COLUMNS;
    const out = pointer(job, 20) + ((<usize>(output / COLUMNS) * <usize>terms) << 5);
    filterPanels(job, tile, output, min(MOST_COLUMNS, outputs - output), out, pointer(job, 21), scratch);
  }
}

/** Transforms all tiles of the input, threads sharing them. */
export function winogradInput(job: usize, thread: i32, threads: i32): void {
  const tiles = int(job, 9);
  const scratch = pointer(job, 24) + <usize>thread * pointer(job, 25);
  const end = shareBegin(tiles, thread + 1, threads);
  for (let t = shareBegin(tiles, thread, threads); t < end; t++) {
    inputTile(job, t, t, pointer(job, 22), pointer(job, 23), scratch);
  }
}

/** Threads share the tiles. Scratch: input planes, sums, patch and buffer. */
export function winogradByTiles(job: usize, thread: i32, threads: i32): void {
  const tiles = int(job, 9);
  const block = int(job, 26);
  const outputs = int(job, 13);
  const outputBlock = int(job, 27);
  const terms = termsOf(job);
  const planes = planesOf(job);
  const plane = pointer(job, 23);
  const sumsPlane = pointer(job, 28);
  const input = pointer(job, 24) + <usize>thread * pointer(job, 25);
  const sums = input + <usize>planes * plane;
  const scratch = sums + <usize>planes * sumsPlane;
  const stride = <usize>outputBlock << 2;
  let check = f32x4.splat(0);
  const end = shareBegin(tiles, thread + 1, threads);
  for (let first = shareBegin(tiles, thread, threads); first < end; first += block) {
    const count = min(block, end - first);
    for (let i = 0; i < count; i++) inputTile(job, first + i, i, input, plane, scratch);
    for (let output = 0; output < outputs; output += outputBlock) {
      const width = min(outputBlock, outputs - output);
      const right = pointer(job, 20) + ((<usize>(output / COLUMNS) * <usize>terms) << 5);
      multiplyPlanes(planes, input, plane, (count + ROWS - 1) / ROWS, right, pointer(job, 21), (width + COLUMNS - 1) / COLUMNS, terms, sums, sumsPlane, stride);
      check = writeTiles(job, first, count, output, width, sums, sumsPlane, stride, scratch, check);
    }
  }
  leaveFlag(pointer(job, 29), thread, check);
}

/** Threads share the blocks of outputs. Scratch: filter planes, sums, patch and buffer. */
export function winogradByOutputs(job: usize, thread: i32, threads: i32): void {
  const tile = int(job, 0);
  const tiles = int(job, 9);
  const block = int(job, 26);
  const outputs = int(job, 13);
  const outputBlock = int(job, 27);
  const terms = termsOf(job);
  const planes = planesOf(job);
  const plane = pointer(job, 21);
  const sumsPlane = pointer(job, 28);
  const filters = pointer(job, 24) + <usize>thread * pointer(job, 25);
  const sums = filters + <usize>planes * plane;
  const scratch = sums + <usize>planes * sumsPlane;
  const stride = <usize>outputBlock << 2;
  const panelBytes = rowPanelBytes(terms);
  let check = f32x4.splat(0);
  const blocks = (outputs + outputBlock - 1) / outputBlock;
  const end = min(shareBegin(blocks, thread + 1, threads) * outputBlock, outputs);
  for (let output = shareBegin(blocks, thread, threads) * outputBlock; output < end; output += outputBlock) {
    const width = min(outputBlock, end - output);
    const panels = (width + COLUMNS - 1) / COLUMNS;
    filterPanels(job, tile, output, width, filters, plane, scratch);
    for (let first = 0; first < tiles; first += block) {
      const count = min(block, tiles - first);
      const input = pointer(job, 22) + <usize>(first / ROWS) * panelBytes;
      multiplyPlanes(planes, input, pointer(job, 23), (count + ROWS - 1) / ROWS, filters, plane, panels, terms, sums, sumsPlane, stride);
      check = writeTiles(job, first, count, output, width, sums, sumsPlane, stride, scratch, check);
    }
  }
  leaveFlag(pointer(job, 29), thread, check);
}

@inline
function planesOf(job: usize): i32 {
  const side = int(job, 0) + 2;
  return side * side;
}

/** Channels of the input, up to a multiple of 4. */
@inline
function termsOf(job: usize): i32 {
  return (int(job, 4) + 3) & ~3;
}

function filterPanels(job: usize, tile: i32, column: i32, width: i32, out: usize, plane: usize, scratch: usize): void {
  const rotated = int(job, 19) != 0;
  transformFilterPanels(tile, pointer(job, 16), int(job, 17), int(job, 18), rotated, column, width, out, plane, scratch);
}

/** Transforms tile t into place `place` of the left panels. */
function inputTile(job: usize, t: i32, place: i32, input: usize, plane: usize, scratch: usize): void {
  const panel = place / ROWS;
  const out = input + <usize>panel * rowPanelBytes(termsOf(job)) + (<usize>(place - panel * ROWS) << 6);
  transformTile(INPUT, int(job, 0), job, 1, int(job, 7), int(job, 8), t, out, TERMS, ROW_BLOCK, plane, scratch);
}

/** For each plane the product of tiles and filters. */
function multiplyPlanes(
  planes: i32,
  left: usize,
  leftPlane: usize,
  rowPanels: i32,
  right: usize,
  rightPlane: usize,
  columnPanels: i32,
  terms: i32,
  sums: usize,
  sumsPlane: usize,
  stride: usize,
): void {
  const leftPanel = rowPanelBytes(terms);
  const rightPanel = <usize>terms << 5;
  for (let i = 0; i < planes; i++) {
    let rows = left;
    let out = sums;
    for (let row = 0; row < rowPanels; row++) {
      let columns = right;
      for (let column = 0; column < columnPanels; column++) {
        multiplyRows(rows, columns, terms, out + (<usize>column << 5), stride, false);
        columns += rightPanel;
      }
      rows += leftPanel;
      out += stride * ROWS;
    }
    left += leftPlane;
    right += rightPlane;
    sums += sumsPlane;
  }
}

function writeTiles(
  job: usize,
  first: i32,
  count: i32,
  output: i32,
  width: i32,
  sums: usize,
  plane: usize,
  stride: usize,
  scratch: usize,
  check: v128,
): v128 {
  const tile = int(job, 0);
  for (let i = 0; i < count; i++, sums += stride) {
    check = writeTile(tile, job, 10, int(job, 7), int(job, 8), first + i, output, width, sums, plane, scratch, check);
  }
  return check;
}
