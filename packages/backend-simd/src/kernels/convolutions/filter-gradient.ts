import { type backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { areFinite } from '../flags.ts';
import { multiplyTransposed } from '../products/multiply-transposed.ts';
import { leavesImage } from '../products/pixels.ts';
import { seenPixels } from './forward.ts';
import { isPlain3x3 } from './geometry.ts';
import { winogradTile } from './method.ts';
import { convolveFilterGradient } from './winograd/filter-gradient.ts';
import { inputOf, outputOf } from './winograd/tiling.ts';

/**
 * Gradient of a convolution with respect to its filter: a new tensor; undefined where infinities or NaN would meet the zeros outside the image,
 * whose product is NaN.
 */
export function filterGradient(
  backend: SimdBackend,
  x: TensorInfo,
  dy: TensorInfo,
  info: backend_util.Conv2DInfo,
): TensorInfo | undefined {
  const out = backend.makeOutputInfo(info.filterShape, 'float32');
  const tile = isPlain3x3(info) ? winogradTile(backend, info) : undefined;
  if (tile !== undefined) {
    const image = inputOf(backend.address(x), info);
    const gradient = outputOf(backend.address(dy), info, 0, 0);
    convolveFilterGradient(backend, tile, info.batchSize, image, gradient, backend.address(out));
    // The transforms carry an infinity or NaN to more taps than see it: then once more, directly.
    if (areFinite(backend, backend.address(out), util.sizeFromShape(info.filterShape))) return out;
  }
  const right = {
    address: backend.address(dy),
    columns: info.outChannels,
    pixelStride: info.outChannels * 4,
    columnStride: 4,
  };
  const pixels = seenPixels(backend.address(x), info);
  if (leavesImage(pixels) && !areFinite(backend, right.address, util.sizeFromShape(dy.shape))) {
    backend.disposeIntermediateTensorInfo(out);
    return undefined;
  }
  multiplyTransposed(backend, pixels, right, backend.address(out));
  return out;
}
