import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { multiplyTransposed } from '../products/multiply-transposed.ts';
import { seenPixels } from './forward.ts';
import { isPlain3x3 } from './geometry.ts';
import { winogradTile } from './method.ts';
import { convolveFilterGradient } from './winograd/filter-gradient.ts';

/** Gradient of a convolution with respect to its filter: a new tensor. */
export function filterGradient(
  backend: SimdBackend,
  x: TensorInfo,
  dy: TensorInfo,
  info: backend_util.Conv2DInfo,
): TensorInfo {
  const out = backend.makeOutputInfo(info.filterShape, 'float32');
  const tile = isPlain3x3(info) ? winogradTile(backend, info) : undefined;
  if (tile !== undefined) {
    const image = {
      address: backend.address(x),
      height: info.inHeight,
      width: info.inWidth,
      channels: info.inChannels,
      above: info.padInfo.top,
      left: info.padInfo.left,
    };
    const gradient = {
      address: backend.address(dy),
      height: info.outHeight,
      width: info.outWidth,
      channels: info.outChannels,
      above: 0,
      left: 0,
    };
    convolveFilterGradient(backend, tile, info.batchSize, image, gradient, backend.address(out));
    return out;
  }
  const right = {
    address: backend.address(dy),
    columns: info.outChannels,
    pixelStride: info.outChannels * 4,
    columnStride: 4,
  };
  multiplyTransposed(backend, seenPixels(backend.address(x), info), right, backend.address(out));
  return out;
}
