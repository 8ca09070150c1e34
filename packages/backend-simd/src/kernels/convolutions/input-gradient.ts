import { type backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { areFinite } from '../flags.ts';
import { multiplyPixels } from '../products/multiply-pixels.ts';
import { isPlain3x3 } from './geometry.ts';
import { winogradTile } from './method.ts';
import { convolve } from './winograd/convolve.ts';
import { outputOf } from './winograd/tiling.ts';

/** Gradient of a convolution with respect to its input, which is also the transposed convolution: a new tensor. */
export function inputGradient(
  backend: SimdBackend,
  dy: TensorInfo,
  filter: TensorInfo,
  info: backend_util.Conv2DInfo,
): TensorInfo {
  const out = backend.makeOutputInfo(info.inShape, 'float32');
  const tile = isPlain3x3(info) ? winogradTile(backend, info) : undefined;
  if (tile !== undefined) {
    const image = outputOf(backend.address(dy), info, 2 - info.padInfo.top, 2 - info.padInfo.left);
    const taps = { address: backend.address(filter), inputs: info.inChannels, outputs: info.outChannels, turned: true };
    const target = {
      address: backend.address(out),
      batch: info.batchSize,
      height: info.inHeight,
      width: info.inWidth,
      bias: 0,
      activation: 0,
    };
    if (convolve(backend, tile, image, taps, target)) return out;
  }
  const finite = areFinite(backend, backend.address(filter), util.sizeFromShape(info.filterShape));
  // Input pixels whose rows and columns leave the same rest by the strides are seen by the same taps: a product for each pair of rests.
  for (let restY = 0; restY < Math.min(info.strideHeight, info.inHeight); restY++) {
    for (let restX = 0; restX < Math.min(info.strideWidth, info.inWidth); restX++) {
      gradientOfRest(backend, dy, filter, info, backend.address(out), restY, restX, !finite);
    }
  }
  return out;
}

function gradientOfRest(
  backend: SimdBackend,
  dy: TensorInfo,
  filter: TensorInfo,
  info: backend_util.Conv2DInfo,
  out: number,
  restY: number,
  restX: number,
  inside: boolean,
): void {
  const { strideHeight, strideWidth, inChannels, outChannels, padInfo } = info;
  const rows = offsets(info.filterHeight, info.dilationHeight, strideHeight, restY + padInfo.top);
  const columns = offsets(info.filterWidth, info.dilationWidth, strideWidth, restX + padInfo.left);
  const taps = rows.flatMap((row) => columns.map((column) => ({ row, column })));
  const left = {
    address: backend.address(dy),
    height: info.outHeight,
    width: info.outWidth,
    channels: outChannels,
    batch: info.batchSize,
    gridHeight: Math.ceil((info.inHeight - restY) / strideHeight),
    gridWidth: Math.ceil((info.inWidth - restX) / strideWidth),
    strideY: 1,
    strideX: 1,
    taps: taps.map(({ row, column }) => [row.offset, column.offset] as const),
  };
  const right = {
    address: backend.address(filter),
    starts: taps.map(({ row, column }) => (row.tap * info.filterWidth + column.tap) * inChannels * outChannels * 4),
    channelStride: 4,
    columnStride: outChannels * 4,
    columns: inChannels,
  };
  const target = {
    address: out,
    height: info.inHeight,
    width: info.inWidth,
    strideY: strideHeight,
    strideX: strideWidth,
    offsetY: restY,
    offsetX: restX,
  };
  multiplyPixels(backend, left, right, target, inside);
}

/**
 * Along one axis the taps that see the input pixels `i * stride + rest`, and how far the output pixel that does lies from i: tap t of output o
 * sees pixel o * stride + t * dilation - padding.
 * @param place rest + padding
 */
function offsets(taps: number, dilation: number, stride: number, place: number): { tap: number; offset: number }[] {
  return Array.from({ length: taps }, (_, tap) => ({ tap, offset: (place - tap * dilation) / stride })).filter(
    ({ offset }) => Number.isInteger(offset),
  );
}
