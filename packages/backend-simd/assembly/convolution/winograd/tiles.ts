import { PATCH_BYTES } from '../../../src/kernels/shared-sizes';
import { loadUpTo4 } from '../../common/vector';
import { transformInput, transformOutputGradient } from './transforms';

/**
 * An image of which tiles are transformed. Tile t = (n, y, x) of images with `tilesY` x `tilesX` tiles starts at pixel
 * (y * tile - above, x * tile - left); what lies outside is zero.
 */
@unmanaged
export class TiledImage {
  address: usize;
  height: i32;
  width: i32;
  channels: i32;
  /** Rows of zeros above and columns of zeros on the left. */
  above: i32;
  left: i32;
}

/** What is transformed: tiles of the input, tile + 2 pixels a side, or of the output's gradient, tile pixels a side. */
export const INPUT: i32 = 0;
export const OUTPUT_GRADIENT: i32 = 1;

/**
 * Transforms all channels of one tile.
 * @param out where the first channel of plane 0 goes; channels lie side by side in blocks of `blockChannels` (a multiple of 16), `blockStride` bytes
 * apart, planes `plane` bytes apart. Channels up to a multiple of 4 become zero.
 * @param scratch PATCH_BYTES and behind them BUFFER_BYTES
 */
export function transformTile(
  kind: i32,
  tile: i32,
  image: TiledImage,
  tilesY: i32,
  tilesX: i32,
  t: i32,
  out: usize,
  blockChannels: i32,
  blockStride: usize,
  plane: usize,
  scratch: usize,
): void {
  const height = image.height;
  const width = image.width;
  const channels = image.channels;
  const side = kind == INPUT ? tile + 2 : tile;
  const rest = t / tilesX;
  const y = (rest % tilesY) * tile - image.above;
  const x = (t % tilesX) * tile - image.left;
  const pixel = <usize>channels << 2;
  const row = <usize>width * pixel;
  const images = image.address + <usize>(rest / tilesY) * <usize>height * row;
  const buffer = scratch + PATCH_BYTES;
  const inside = y >= 0 && x >= 0 && y + side <= height && x + side <= width;
  const from = images + (inside ? <usize>y * row + <usize>x * pixel : 0);
  for (let channel = 0; channel < channels; channel += 4) {
    const block = channel / blockChannels;
    const to = out + <usize>block * blockStride + (<usize>(channel - block * blockChannels) << 2);
    if (inside && channel + 4 <= channels) {
      transform(kind, tile, from + (<usize>channel << 2), row, pixel, to, plane, buffer);
    } else {
      fillPatch(images, height, width, channels, y, x, side, channel, scratch);
      transform(kind, tile, scratch, <usize>side << 4, 16, to, plane, buffer);
    }
  }
}

@inline
function transform(kind: i32, tile: i32, from: usize, row: usize, pixel: usize, out: usize, plane: usize, buffer: usize): void {
  if (kind == INPUT) transformInput(tile, from, row, pixel, out, plane, buffer);
  else transformOutputGradient(tile, from, row, pixel, out, plane, buffer);
}

/** Copies four channels of side x side pixels, zeros for what there is not. */
function fillPatch(
  images: usize,
  height: i32,
  width: i32,
  channels: i32,
  y: i32,
  x: i32,
  side: i32,
  channel: i32,
  patch: usize,
): void {
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++, patch += 16) {
      const inside = <u32>(y + i) < <u32>height && <u32>(x + j) < <u32>width;
      if (inside) {
        const pixel = <usize>((y + i) * width + x + j) * <usize>channels + <usize>channel;
        v128.store(patch, loadUpTo4(images + (pixel << 2), channels - channel));
      } else {
        v128.store(patch, f32x4.splat(0));
      }
    }
  }
}
