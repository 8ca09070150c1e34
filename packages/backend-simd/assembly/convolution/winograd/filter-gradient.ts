import {
  GRADIENT_CHANNELS,
  INPUT_CHANNELS,
  INPUTS_AT_A_TIME,
  OUTPUTS_AT_A_TIME,
  PANEL_COLUMNS,
  PANEL_ROWS,
  PATCH_BYTES,
} from '../../../src/kernels/shared-sizes';
import { shareBegin } from '../../common/share';
import { loadUpTo4, storeUpTo4 } from '../../common/vector';
import { multiplyColumns } from '../../gemm/micro-kernels';
import { INPUT, OUTPUT_GRADIENT, TiledImage, transformTile } from './tiles';
import { transformFilterGradient } from './transforms';

/**
 * Gradient of a 3x3 convolution with respect to its filter, by the transpose of Winograd's minimal filtering: the product of the transformed
 * tiles of the input and of the output's gradient, summed over all tiles and then transformed back once. Two orders:
 *
 * - large images: {@link winogradGradientByTiles}, each thread with sums of its own, which {@link addParts} then adds;
 * - many channels and few pixels: {@link winogradTransformAll} of both images, then {@link winogradGradientByChannels}.
 *
 * Transformed tiles lie in blocks of channels, [plane][block][tile][channels of a block].
 */
@unmanaged
export class WinogradGradientJob {
  /** Side of a tile of the output: 4 or 2. */
  tile: i32;
  input: TiledImage;
  /** Rows and columns of tiles in an image, and tiles of all images. */
  tilesY: i32;
  tilesX: i32;
  tiles: i32;
  /** Of the output. */
  gradient: TiledImage;
  /** The result, or where each thread's part of it lies, one behind the other. */
  out: usize;
  scratch: usize;
  /** Bytes of scratch for each thread. */
  threadBytes: i32;
  inputPlaneBytes: i32;
  gradientPlaneBytes: i32;
  sumsPlaneBytes: i32;
  /** Tiles in a block. */
  blockTiles: i32;
  /** Blocks whose sums are added before they are transformed back. */
  group: i32;
  transformedInput: usize;
  transformedGradient: usize;
}

/** Bytes of the channels in a block of transformed input, and of transformed gradient. */
const INPUT_BYTES: usize = INPUT_CHANNELS * 4;
const GRADIENT_BYTES: usize = GRADIENT_CHANNELS * 4;

/** Threads share the tiles. Scratch: input planes, gradient planes, planes of sums, patch and buffer. */
export function winogradGradientByTiles(job: WinogradGradientJob, thread: i32, threads: i32): void {
  const tiles = job.tiles;
  const block = job.blockTiles;
  const group = job.group;
  const inputs = job.input.channels;
  const outputs = job.gradient.channels;
  const planes = planesOf(job);
  const inputPlane = <usize>job.inputPlaneBytes;
  const gradientPlane = <usize>job.gradientPlaneBytes;
  const sumsPlane = <usize>job.sumsPlaneBytes;
  const input = job.scratch + <usize>thread * <usize>job.threadBytes;
  const gradient = input + <usize>planes * inputPlane;
  const sums = gradient + <usize>planes * gradientPlane;
  const scratch = sums + <usize>planes * sumsPlane;
  const part = job.out + ((<usize>thread * 9 * <usize>inputs * <usize>outputs) << 2);
  const stride = <usize>((outputs + PANEL_COLUMNS - 1) / PANEL_COLUMNS) << 5;
  let blocks = 0;
  let parts = 0;
  const end = shareBegin(tiles, thread + 1, threads);
  for (let first = shareBegin(tiles, thread, threads); first < end; first += block) {
    const count = min(block, end - first);
    for (let i = 0; i < count; i++) {
      transformBoth(job, first + i, i, block, input, gradient, inputPlane, gradientPlane, scratch);
    }
    for (let plane = 0; plane < planes; plane++) {
      multiplyChannels(
        input + <usize>plane * inputPlane,
        gradient + <usize>plane * gradientPlane,
        block,
        count,
        0,
        inputs,
        0,
        outputs,
        sums + <usize>plane * sumsPlane,
        stride,
        blocks > 0,
      );
    }
    blocks++;
    if (blocks == group || first + block >= end) {
      writeGradient(job, 0, inputs, 0, outputs, sums, sumsPlane, stride, part, parts > 0, scratch);
      blocks = 0;
      parts++;
    }
  }
  if (parts == 0) memory.fill(part, 0, (9 * <usize>inputs * <usize>outputs) << 2);
}

/** Transforms all tiles of both images, threads sharing them. */
export function winogradTransformAll(job: WinogradGradientJob, thread: i32, threads: i32): void {
  const tiles = job.tiles;
  const scratch = job.scratch + <usize>thread * <usize>job.threadBytes;
  const end = shareBegin(tiles, thread + 1, threads);
  for (let t = shareBegin(tiles, thread, threads); t < end; t++) {
    transformBoth(job, t, t, tiles, job.transformedInput, job.transformedGradient, <usize>job.inputPlaneBytes, <usize>job.gradientPlaneBytes, scratch);
  }
}

/** Threads share blocks of inputs x outputs. Scratch: planes of sums, patch and buffer. */
export function winogradGradientByChannels(job: WinogradGradientJob, thread: i32, threads: i32): void {
  const tiles = job.tiles;
  const inputs = job.input.channels;
  const outputs = job.gradient.channels;
  const planes = planesOf(job);
  const sumsPlane = <usize>job.sumsPlaneBytes;
  const sums = job.scratch + <usize>thread * <usize>job.threadBytes;
  const scratch = sums + <usize>planes * sumsPlane;
  const stride = <usize>OUTPUTS_AT_A_TIME << 2;
  const inputBlocks = (inputs + INPUTS_AT_A_TIME - 1) / INPUTS_AT_A_TIME;
  const blocks = inputBlocks * ((outputs + OUTPUTS_AT_A_TIME - 1) / OUTPUTS_AT_A_TIME);
  const end = shareBegin(blocks, thread + 1, threads);
  for (let block = shareBegin(blocks, thread, threads); block < end; block++) {
    const input = (block % inputBlocks) * INPUTS_AT_A_TIME;
    const output = (block / inputBlocks) * OUTPUTS_AT_A_TIME;
    const height = min(INPUTS_AT_A_TIME, inputs - input);
    const width = min(OUTPUTS_AT_A_TIME, outputs - output);
    for (let plane = 0; plane < planes; plane++) {
      multiplyChannels(
        job.transformedInput + <usize>plane * <usize>job.inputPlaneBytes,
        job.transformedGradient + <usize>plane * <usize>job.gradientPlaneBytes,
        tiles,
        tiles,
        input,
        height,
        output,
        width,
        sums + <usize>plane * sumsPlane,
        stride,
        false,
      );
    }
    writeGradient(job, input, height, output, width, sums, sumsPlane, stride, job.out, false, scratch);
  }
}

@unmanaged
export class AddPartsJob {
  /** One behind the other. */
  parts: usize;
  number: i32;
  out: usize;
  /** Floats of a part. */
  count: i32;
}

/** out = the sum of parts. */
export function addParts(job: AddPartsJob, thread: i32, threads: i32): void {
  const parts = job.number;
  const count = job.count;
  const bytes = <usize>count << 2;
  const quads = (count + 3) / 4;
  const end = shareBegin(quads, thread + 1, threads);
  for (let quad = shareBegin(quads, thread, threads); quad < end; quad++) {
    let from = job.parts + (<usize>quad << 4);
    const valid = count - quad * 4;
    let sum = loadUpTo4(from, valid);
    for (let part = 1; part < parts; part++) {
      from += bytes;
      sum = f32x4.add(sum, loadUpTo4(from, valid));
    }
    storeUpTo4(job.out + (<usize>quad << 4), sum, valid);
  }
}

@inline
function planesOf(job: WinogradGradientJob): i32 {
  const side = job.tile + 2;
  return side * side;
}

/** Transforms tile t of both images into place `place` of blocks of `tiles` tiles. */
function transformBoth(
  job: WinogradGradientJob,
  t: i32,
  place: i32,
  tiles: i32,
  input: usize,
  gradient: usize,
  inputPlane: usize,
  gradientPlane: usize,
  scratch: usize,
): void {
  const tile = job.tile;
  const tilesY = job.tilesY;
  const tilesX = job.tilesX;
  const inputAt = input + <usize>place * INPUT_BYTES;
  const gradientAt = gradient + <usize>place * GRADIENT_BYTES;
  transformTile(INPUT, tile, job.input, tilesY, tilesX, t, inputAt, INPUT_CHANNELS, <usize>tiles * INPUT_BYTES, inputPlane, scratch);
  transformTile(OUTPUT_GRADIENT, tile, job.gradient, tilesY, tilesX, t, gradientAt, GRADIENT_CHANNELS, <usize>tiles * GRADIENT_BYTES, gradientPlane, scratch);
}

/**
 * sums[height][width] (+)= for one plane the products of `height` inputs from `input` with `width` outputs from `output` (multiples of 6 and 8 but
 * at the end), summed over `count` of the `tiles` tiles of a block.
 */
function multiplyChannels(
  left: usize,
  right: usize,
  tiles: i32,
  count: i32,
  input: i32,
  height: i32,
  output: i32,
  width: i32,
  sums: usize,
  stride: usize,
  accumulate: bool,
): void {
  for (let i = 0; i < height; i += PANEL_ROWS) {
    const row = input + i;
    const rows = left + <usize>(row / INPUT_CHANNELS) * <usize>tiles * INPUT_BYTES + (<usize>(row % INPUT_CHANNELS) << 2);
    const out = sums + <usize>i * stride;
    for (let j = 0; j < width; j += PANEL_COLUMNS) {
      const column = output + j;
      const columns = right + <usize>(column / GRADIENT_CHANNELS) * <usize>tiles * GRADIENT_BYTES + (<usize>(column % GRADIENT_CHANNELS) << 2);
      multiplyColumns(rows, INPUT_BYTES, columns, GRADIENT_BYTES, count, out + (<usize>j << 2), stride, accumulate);
    }
  }
}

/** Transforms the sums of a block of inputs x outputs back to the 9 taps, and writes or adds them to `out` [3][3][inputs][outputs]. */
function writeGradient(
  job: WinogradGradientJob,
  input: i32,
  height: i32,
  output: i32,
  width: i32,
  sums: usize,
  plane: usize,
  stride: usize,
  out: usize,
  accumulate: bool,
  scratch: usize,
): void {
  const tile = job.tile;
  const inputs = <usize>job.input.channels;
  const outputs = <usize>job.gradient.channels;
  const tap = (inputs * outputs) << 2;
  const buffer = scratch + PATCH_BYTES;
  for (let i = 0; i < height; i++) {
    const from = sums + <usize>i * stride;
    const to = out + ((<usize>(input + i) * outputs + <usize>output) << 2);
    for (let j = 0; j < width; j += 4) {
      transformFilterGradient(tile, from + (<usize>j << 2), plane, scratch, buffer);
      const valid = width - j;
      for (let t: usize = 0; t < 9; t++) {
        const address = to + t * tap + (<usize>j << 2);
        let value = v128.load(scratch + (t << 4));
        if (accumulate) value = f32x4.add(value, loadUpTo4(address, valid));
        storeUpTo4(address, value, valid);
      }
    }
  }
}
