import { type backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { areFinite } from '../flags.ts';
import { multiplyPixels } from '../products/multiply-pixels.ts';
import { leavesImage, type Pixels } from '../products/pixels.ts';
import { isPlain3x3 } from './geometry.ts';
import { winogradTile } from './method.ts';
import { convolve } from './winograd/convolve.ts';
import { inputOf } from './winograd/tiling.ts';

/** The convolution of `x` with `filter`, plus bias, activated by one of fusedActivations: a new tensor. */
export function forward(
  backend: SimdBackend,
  x: TensorInfo,
  filter: TensorInfo,
  info: backend_util.Conv2DInfo,
  bias?: TensorInfo,
  activation = 0,
): TensorInfo {
  const out = backend.makeOutputInfo(info.outShape, 'float32');
  const target = {
    address: backend.address(out),
    batch: info.batchSize,
    height: info.outHeight,
    width: info.outWidth,
    bias: bias === undefined ? 0 : backend.address(bias),
    activation,
  };
  const tile = isPlain3x3(info) ? winogradTile(backend, info) : undefined;
  if (tile !== undefined) {
    const image = inputOf(backend.address(x), info);
    const taps = {
      address: backend.address(filter),
      inputs: info.inChannels,
      outputs: info.outChannels,
      turned: false,
    };
    if (convolve(backend, tile, image, taps, target)) return out;
  }
  const right = {
    address: backend.address(filter),
    starts: startsOfTaps(info),
    channelStride: info.outChannels * 4,
    columnStride: 4,
    columns: info.outChannels,
  };
  const pixels = seenPixels(backend.address(x), info);
  const inside = leavesImage(pixels) && !areFinite(backend, right.address, util.sizeFromShape(info.filterShape));
  multiplyPixels(backend, pixels, right, target, inside);
  return out;
}

/** For each pixel of the output the pixels of the input that it sees. */
export function seenPixels(address: number, info: backend_util.Conv2DInfo): Pixels {
  const { padInfo, dilationHeight, dilationWidth } = info;
  return {
    address,
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    batch: info.batchSize,
    gridHeight: info.outHeight,
    gridWidth: info.outWidth,
    strideY: info.strideHeight,
    strideX: info.strideWidth,
    taps: tapsOf(info).map(([row, column]) => [
      row * dilationHeight - padInfo.top,
      column * dilationWidth - padInfo.left,
    ]),
  };
}

function tapsOf({ filterHeight, filterWidth }: backend_util.Conv2DInfo): [number, number][] {
  return Array.from({ length: filterHeight * filterWidth }, (_, tap) => [
    Math.floor(tap / filterWidth),
    tap % filterWidth,
  ]);
}

function startsOfTaps({ filterHeight, filterWidth, inChannels, outChannels }: backend_util.Conv2DInfo): number[] {
  return Array.from({ length: filterHeight * filterWidth }, (_, tap) => tap * inChannels * outChannels * 4);
}
