import { int, pointer } from '../../common/arguments';
import { shareBegin } from '../../common/share';
import { loadUpTo4, storeUpTo4 } from '../../common/vector';
import { COLUMNS, multiplyColumns, ROWS } from '../../gemm/micro-kernels';
import { PATCH_BYTES, INPUT, OUTPUT_GRADIENT, transformTile } from './tiles';
import { transformFilterGradient } from './transforms';

/**
 * Gradient of a 3x3 convolution with respect to its filter, by the transpose of Winograd's minimal filtering: the product of the transformed
 * tiles of the input and of the output's gradient, summed over all tiles and then transformed back once. Two orders:
 *
 * - large images: {@link winogradGradientByTiles}, each thread with sums of its own, which {@link addParts} then adds;
 * - many channels and few pixels: {@link winogradTransformAll} of both images, then {@link winogradGradientByChannels}.
 *
 * Transformed tiles lie in blocks of channels, [plane][block][tile][channels of a block]: 48 of the input (8 panels of 6 rows), 16 of the gradient.
 *
 * Arguments: 0 tile (4 or 2), 1-6 input (tiles.ts), 7 tilesY, 8 tilesX, 9 tiles, 10-15 output's gradient (tiles.ts), 16 gradient of the filter, or
 * where each thread's part begins, 17 scratch, 18 its bytes a thread, 19 bytes of a plane of input, 20 of gradient, 21 of sums,
 * 22 tiles in a block, 23 blocks whose sums are added before they are transformed back, 24 transformed input, 25 transformed gradient.
 */

/** Channels in a block of transformed input, and their bytes. */
const INPUTS: i32 = 48;
const INPUT_BYTES: usize = 192;
/** The same of transformed gradient. */
const OUTPUTS: i32 = 16;
const OUTPUT_BYTES: usize = 64;
/** What winogradGradientByChannels computes at a time: inputs x outputs. */
const INPUT_BLOCK: i32 = 24;
const OUTPUT_BLOCK: i32 = 64;

/** Threads share the tiles. Scratch: input planes, gradient planes, planes of sums, patch and buffer. The part of a thread lies at 16 + thread parts. */
export function winogradGradientByTiles(job: usize, thread: i32, threads: i32): void {
  const tiles = int(job, 9);
  const block = int(job, 22);
  const group = int(job, 23);
  const inputs = int(job, 4);
  const outputs = int(job, 13);
  const planes = planesOf(job);
  const inputPlane = pointer(job, 19);
  const gradientPlane = pointer(job, 20);
  const sumsPlane = pointer(job, 21);
  const input = pointer(job, 17) + <usize>thread * pointer(job, 18);
  const gradient = input + <usize>planes * inputPlane;
  const sums = gradient + <usize>planes * gradientPlane;
  const scratch = sums + <usize>planes * sumsPlane;
  const part = pointer(job, 16) + ((<usize>thread * 9 * <usize>inputs * <usize>outputs) << 2);
  const stride = <usize>((outputs + COLUMNS - 1) / COLUMNS) << 5;
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
export function winogradTransformAll(job: usize, thread: i32, threads: i32): void {
  const tiles = int(job, 9);
  const scratch = pointer(job, 17) + <usize>thread * pointer(job, 18);
  const end = shareBegin(tiles, thread + 1, threads);
  for (let t = shareBegin(tiles, thread, threads); t < end; t++) {
    transformBoth(job, t, t, tiles, pointer(job, 24), pointer(job, 25), pointer(job, 19), pointer(job, 20), scratch);
  }
}

/** Threads share blocks of inputs x outputs. Scratch: planes of sums, patch and buffer. */
export function winogradGradientByChannels(job: usize, thread: i32, threads: i32): void {
  const tiles = int(job, 9);
  const inputs = int(job, 4);
  const outputs = int(job, 13);
  const planes = planesOf(job);
  const sumsPlane = pointer(job, 21);
  const sums = pointer(job, 17) + <usize>thread * pointer(job, 18);
  const scratch = sums + <usize>planes * sumsPlane;
  const stride = <usize>OUTPUT_BLOCK << 2;
  const inputBlocks = (inputs + INPUT_BLOCK - 1) / INPUT_BLOCK;
  const blocks = inputBlocks * ((outputs + OUTPUT_BLOCK - 1) / OUTPUT_BLOCK);
  const end = shareBegin(blocks, thread + 1, threads);
  for (let block = shareBegin(blocks, thread, threads); block < end; block++) {
    const input = (block % inputBlocks) * INPUT_BLOCK;
    const output = (block / inputBlocks) * OUTPUT_BLOCK;
    const height = min(INPUT_BLOCK, inputs - input);
    const width = min(OUTPUT_BLOCK, outputs - output);
    for (let plane = 0; plane < planes; plane++) {
      multiplyChannels(
        pointer(job, 24) + <usize>plane * pointer(job, 19),
        pointer(job, 25) + <usize>plane * pointer(job, 20),
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
    writeGradient(job, input, height, output, width, sums, sumsPlane, stride, pointer(job, 16), false, scratch);
  }
}

/** out = the sum of parts. Arguments: 0 parts, 1 their number, 2 out, 3 floats of a part. */
export function addParts(job: usize, thread: i32, threads: i32): void {
  const parts = int(job, 1);
  const count = int(job, 3);
  const bytes = <usize>count << 2;
  const quads = (count + 3) / 4;
  const end = shareBegin(quads, thread + 1, threads);
  for (let quad = shareBegin(quads, thread, threads); quad < end; quad++) {
    let from = pointer(job, 0) + (<usize>quad << 4);
    const valid = count - quad * 4;
    let sum = loadUpTo4(from, valid);
    for (let part = 1; part < parts; part++) {
      from += bytes;
      sum = f32x4.add(sum, loadUpTo4(from, valid));
    }
    storeUpTo4(pointer(job, 2) + (<usize>quad << 4), sum, valid);
  }
}

@inline
function planesOf(job: usize): i32 {
  const side = int(job, 0) + 2;
  return side * side;
}

/** Transforms tile t of both images into place `place` of blocks of `tiles` tiles. */
function transformBoth(
  job: usize,
  t: i32,
  place: i32,
  tiles: i32,
  input: usize,
  gradient: usize,
  inputPlane: usize,
  gradientPlane: usize,
  scratch: usize,
): void {
  const tile = int(job, 0);
  const tilesY = int(job, 7);
  const tilesX = int(job, 8);
  const inputAt = input + <usize>place * INPUT_BYTES;
  const gradientAt = gradient + <usize>place * OUTPUT_BYTES;
  transformTile(INPUT, tile, job, 1, tilesY, tilesX, t, inputAt, INPUTS, <usize>tiles * INPUT_BYTES, inputPlane, scratch);
  transformTile(OUTPUT_GRADIENT, tile, job, 10, tilesY, tilesX, t, gradientAt, OUTPUTS, <usize>tiles * OUTPUT_BYTES, gradientPlane, scratch);
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
  for (let i = 0; i < height; i += ROWS) {
    const row = input + i;
    const rows = left + <usize>(row / INPUTS) * <usize>tiles * INPUT_BYTES + (<usize>(row % INPUTS) << 2);
    const out = sums + <usize>i * stride;
    for (let j = 0; j < width; j += COLUMNS) {
      const column = output + j;
      const columns = right + <usize>(column / OUTPUTS) * <usize>tiles * OUTPUT_BYTES + (<usize>(column % OUTPUTS) << 2);
      multiplyColumns(rows, INPUT_BYTES, columns, OUTPUT_BYTES, count, out + (<usize>j << 2), stride, accumulate);
    }
  }
}

/** Transforms the sums of a block of inputs x outputs back to the 9 taps, and writes or adds them to `out` [3][3][inputs][outputs]. */
function writeGradient(
  job: usize,
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
  const tile = int(job, 0);
  const inputs = <usize>int(job, 4);
  const outputs = <usize>int(job, 13);
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
