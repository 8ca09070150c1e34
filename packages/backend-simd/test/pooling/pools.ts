import { AvgPool, AvgPoolGrad, engine, MaxPool, MaxPoolGrad, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { noise, type PlainTensor } from '../support/plain-tensor.ts';

/** Windows over an image. */
export interface Pooling {
  readonly shape: [number, number, number, number];
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: 'valid' | 'same' | number | [number, number][];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

const side = fc.integer({ min: 1, max: 4 });
const explicit = fc
  .tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(2))
  .map(([top, bottom, left, right]): [number, number][] => [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);

/** Windows of any kind over images of any size, at least one window each. */
export const poolings: fc.Arbitrary<Pooling> = fc
  .record({
    batch: fc.integer({ min: 1, max: 4 }),
    height: fc.integer({ min: 1, max: 12 }),
    width: fc.integer({ min: 1, max: 12 }),
    channels: fc.oneof(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 25, max: 130 })),
    filterSize: fc.tuple(side, side),
    strides: fc.tuple(side, side),
    pad: fc.oneof(fc.constantFrom('valid' as const, 'same' as const), explicit),
  })
  .map(({ batch, height, width, channels, filterSize, strides, pad }) => ({
    // An image at least as large as the window, so that there is one.
    shape: [batch, Math.max(height, filterSize[0]), Math.max(width, filterSize[1]), channels],
    filterSize,
    strides,
    pad,
  }));

/** The windows of the U-Net, over images of any size from 2 x 2. */
export const twoByTwo: fc.Arbitrary<Pooling> = fc
  .record({
    batch: fc.integer({ min: 1, max: 4 }),
    height: fc.integer({ min: 2, max: 23 }),
    width: fc.integer({ min: 2, max: 23 }),
    channels: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 21, max: 130 })),
    pad: fc.constantFrom('valid' as const, 0),
  })
  .map(({ batch, height, width, channels, pad }) => ({
    shape: [batch, height, width, channels],
    filterSize: [2, 2],
    strides: [2, 2],
    pad,
  }));

/** The kernel itself: the operations of TensorFlow.js allow less than a graph may ask for. */
export function pool(kind: 'max' | 'average', { shape: _, ...attributes }: Pooling): (x: Tensor) => Tensor {
  return (x) => engine().runKernel(kind === 'max' ? MaxPool : AvgPool, { x }, { ...attributes }) as Tensor;
}

/** The gradient of {@link pool}, for `dy` and the image. */
export function poolGradient(
  kind: 'max' | 'average',
  { shape: _, ...attributes }: Pooling,
): (dy: Tensor, x: Tensor) => Tensor {
  return (dy, x) =>
    kind === 'max'
      ? // The pooled image is an input as well; no backend looks at more than its shape.
        (engine().runKernel(MaxPoolGrad, { dy, input: x, output: dy }, { ...attributes }) as Tensor)
      : (engine().runKernel(AvgPoolGrad, { dy, input: x }, { ...attributes }) as Tensor);
}

/** Noise in few steps, so that many values of a window are its largest. */
export function coarseNoise(shape: readonly number[], seed: number): PlainTensor {
  const tensor = noise(shape, seed);
  return { ...tensor, values: Float32Array.from(tensor.values as Float32Array, Math.round) };
}
