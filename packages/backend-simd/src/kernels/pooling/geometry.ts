import { backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Images, Windows } from '../../generated/jobs.ts';

/** What pooling kernels are told about their windows. */
export interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Geometry = backend_util.Conv2DInfo;

/** Sizes of a pooling; undefined if it is not of single floats, or nothing is to be computed. */
export function poolGeometry(x: TensorInfo, attributes: PoolAttributes): Geometry | undefined {
  if (x.dtype !== 'float32') return undefined;
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  const shape = x.shape as [number, number, number, number];
  const geometry = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  return util.sizeFromShape(x.shape) === 0 || util.sizeFromShape(geometry.outShape) === 0 ? undefined : geometry;
}

/** Whether a gradient is one of single floats for the result of this pooling. */
export function isGradientOf(dy: TensorInfo, { outShape }: Geometry): boolean {
  return dy.dtype === 'float32' && util.arraysEqual(dy.shape, outShape);
}

/** Whether every window is one pixel and every pixel a window: the image is its own result. */
export function isIdentity({ filterHeight, filterWidth, inShape, outShape }: Geometry): boolean {
  return filterHeight === 1 && filterWidth === 1 && util.arraysEqual(inShape, outShape);
}

/** Whether the windows are 2 x 2, side by side, and all inside the image. */
export function isTwoByTwo(geometry: Geometry): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo, inHeight, inWidth, outHeight, outWidth } =
    geometry;
  const sizes = [filterHeight, filterWidth, strideHeight, strideWidth];
  const isInside = padInfo.top === 0 && padInfo.left === 0 && 2 * outHeight <= inHeight && 2 * outWidth <= inWidth;
  return isInside && sizes.every((size) => size === 2);
}

/** What the kernels for 2 x 2 windows are told. */
export function imagesOf({ batchSize, inHeight, inWidth, outHeight, outWidth, inChannels }: Geometry): Images {
  return { batch: batchSize, height: inHeight, width: inWidth, outHeight, outWidth, channels: inChannels };
}

/** What the kernels for all windows are told. */
export function windowsOf(geometry: Geometry): Windows {
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = geometry;
  const sizes = { filterHeight, filterWidth, strideHeight, strideWidth };
  return { ...imagesOf(geometry), ...sizes, padTop: padInfo.top, padLeft: padInfo.left };
}

/** Bytes of the image that is pooled, and of the result. */
export function poolBytes({ inShape, outShape }: Geometry): [number, number] {
  return [4 * util.sizeFromShape(inShape), 4 * util.sizeFromShape(outShape)];
}
