import { PANEL_BLOCK_BYTES, PANEL_COLUMNS, PANEL_ROWS, PANEL_TERMS } from '../../../src/kernels/shared-sizes';
import { Flag } from '../../common/flag';
import { leaveFlag } from '../../common/flags';
import { shareBegin } from '../../common/share';
import { multiplyRows, rowPanelBytes } from '../../gemm/micro-kernels';
import { MOST_COLUMNS, transformFilterPanels } from './filter';
import { TiledOutput, writeTile } from './output';
import { INPUT, TiledImage, transformTile } from './tiles';

/**
 * 3x3 convolution with stride 1 by Winograd's minimal filtering, in one of two orders:
 *
 * - large images: {@link winogradFilter} transforms all filters, {@link winogradByTiles} goes through the tiles in blocks, so that what belongs
 *   to a block stays in the cache of the second level;
 * - many channels and few pixels: {@link winogradInput} transforms all tiles, {@link winogradByOutputs} goes through the outputs in blocks, and
 *   transforms the filters of a block when it comes to it. All of them would not fit into any cache.
 *
 * The gradient with respect to the input is the same with the filter turned by 180 degrees.
 */
@unmanaged
export class WinogradJob {
  /** Side of a tile of the output: 4 or 2. */
  tile: i32;
  input: TiledImage;
  /** Rows and columns of tiles in an image, and tiles of all images. */
  tilesY: i32;
  tilesX: i32;
  tiles: i32;
  output: TiledOutput;
  /** A 3x3 filter [3][3][inputs][outputs]. */
  filter: Filter;
  transformedFilters: usize;
  filterPlaneBytes: i32;
  transformedInput: usize;
  inputPlaneBytes: i32;
  scratch: usize;
  /** Bytes of scratch for each thread. */
  threadBytes: i32;
  sumsPlaneBytes: i32;
  /** Tiles in a block. */
  blockTiles: i32;
  /** Outputs in a block, a multiple of 8. */
  blockOutputs: i32;
  /** One for each thread: not 0 if a sum was not finite. */
  flags: usize;
}

@unmanaged
export class Filter {
  address: usize;
  inputs: i32;
  outputs: i32;
  /** Turned by 180 degrees with inputs and outputs exchanged, as the gradient with respect to the input needs it. */
  turned: Flag;
}

/** Transforms the filters of all outputs, threads sharing the panels. */
export function winogradFilter(job: WinogradJob, thread: i32, threads: i32): void {
  const tile = job.tile;
  const terms = termsOf(job);
  const outputs = job.output.channels;
  const blocks = (outputs + MOST_COLUMNS - 1) / MOST_COLUMNS;
  const scratch = job.scratch + <usize>thread * <usize>job.threadBytes;
  const end = shareBegin(blocks, thread + 1, threads);
  for (let block = shareBegin(blocks, thread, threads); block < end; block++) {
    const output = block * MOST_COLUMNS;
    const out = job.transformedFilters + ((<usize>(output / PANEL_COLUMNS) * <usize>terms) << 5);
    filterPanels(job, tile, output, min(MOST_COLUMNS, outputs - output), out, <usize>job.filterPlaneBytes, scratch);
  }
}

/** Transforms all tiles of the input, threads sharing them. */
export function winogradInput(job: WinogradJob, thread: i32, threads: i32): void {
  const tiles = job.tiles;
  const scratch = job.scratch + <usize>thread * <usize>job.threadBytes;
  const end = shareBegin(tiles, thread + 1, threads);
  for (let t = shareBegin(tiles, thread, threads); t < end; t++) {
    inputTile(job, t, t, job.transformedInput, <usize>job.inputPlaneBytes, scratch);
  }
}

/** Threads share the tiles. Scratch: input planes, sums, patch and buffer. */
export function winogradByTiles(job: WinogradJob, thread: i32, threads: i32): void {
  const tiles = job.tiles;
  const block = job.blockTiles;
  const outputs = job.output.channels;
  const outputBlock = job.blockOutputs;
  const terms = termsOf(job);
  const planes = planesOf(job);
  const plane = <usize>job.inputPlaneBytes;
  const sumsPlane = <usize>job.sumsPlaneBytes;
  const input = job.scratch + <usize>thread * <usize>job.threadBytes;
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
      const right = job.transformedFilters + ((<usize>(output / PANEL_COLUMNS) * <usize>terms) << 5);
      multiplyPlanes(planes, input, plane, (count + PANEL_ROWS - 1) / PANEL_ROWS, right, <usize>job.filterPlaneBytes, (width + PANEL_COLUMNS - 1) / PANEL_COLUMNS, terms, sums, sumsPlane, stride);
      check = writeTiles(job, first, count, output, width, sums, sumsPlane, stride, scratch, check);
    }
  }
  leaveFlag(job.flags, thread, check);
}

/** Threads share the blocks of outputs. Scratch: filter planes, sums, patch and buffer. */
export function winogradByOutputs(job: WinogradJob, thread: i32, threads: i32): void {
  const tile = job.tile;
  const tiles = job.tiles;
  const block = job.blockTiles;
  const outputs = job.output.channels;
  const outputBlock = job.blockOutputs;
  const terms = termsOf(job);
  const planes = planesOf(job);
  const plane = <usize>job.filterPlaneBytes;
  const sumsPlane = <usize>job.sumsPlaneBytes;
  const filters = job.scratch + <usize>thread * <usize>job.threadBytes;
  const sums = filters + <usize>planes * plane;
  const scratch = sums + <usize>planes * sumsPlane;
  const stride = <usize>outputBlock << 2;
  const panelBytes = rowPanelBytes(terms);
  let check = f32x4.splat(0);
  const blocks = (outputs + outputBlock - 1) / outputBlock;
  const end = min(shareBegin(blocks, thread + 1, threads) * outputBlock, outputs);
  for (let output = shareBegin(blocks, thread, threads) * outputBlock; output < end; output += outputBlock) {
    const width = min(outputBlock, end - output);
    const panels = (width + PANEL_COLUMNS - 1) / PANEL_COLUMNS;
    filterPanels(job, tile, output, width, filters, plane, scratch);
    for (let first = 0; first < tiles; first += block) {
      const count = min(block, tiles - first);
      const input = job.transformedInput + <usize>(first / PANEL_ROWS) * panelBytes;
      multiplyPlanes(planes, input, <usize>job.inputPlaneBytes, (count + PANEL_ROWS - 1) / PANEL_ROWS, filters, plane, panels, terms, sums, sumsPlane, stride);
      check = writeTiles(job, first, count, output, width, sums, sumsPlane, stride, scratch, check);
    }
  }
  leaveFlag(job.flags, thread, check);
}

@inline
function planesOf(job: WinogradJob): i32 {
  const side = job.tile + 2;
  return side * side;
}

/** Channels of the input, up to a multiple of 4. */
@inline
function termsOf(job: WinogradJob): i32 {
  return (job.input.channels + 3) & ~3;
}

function filterPanels(job: WinogradJob, tile: i32, column: i32, width: i32, out: usize, plane: usize, scratch: usize): void {
  const filter = job.filter;
  transformFilterPanels(tile, filter.address, filter.inputs, filter.outputs, filter.turned != 0, column, width, out, plane, scratch);
}

/** Transforms tile t into place `place` of the left panels. */
function inputTile(job: WinogradJob, t: i32, place: i32, input: usize, plane: usize, scratch: usize): void {
  const panel = place / PANEL_ROWS;
  const out = input + <usize>panel * rowPanelBytes(termsOf(job)) + (<usize>(place - panel * PANEL_ROWS) << 6);
  transformTile(INPUT, job.tile, job.input, job.tilesY, job.tilesX, t, out, PANEL_TERMS, PANEL_BLOCK_BYTES, plane, scratch);
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
      out += stride * PANEL_ROWS;
    }
    left += leftPlane;
    right += rightPlane;
    sums += sumsPlane;
  }
}

function writeTiles(
  job: WinogradJob,
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
  const tile = job.tile;
  for (let i = 0; i < count; i++, sums += stride) {
    check = writeTile(tile, job.output, job.tilesY, job.tilesX, first + i, output, width, sums, plane, scratch, check);
  }
  return check;
}
