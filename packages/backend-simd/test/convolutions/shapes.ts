/// <reference types="vite/client" />
import { backend_util, util } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { floats, noise, type PlainTensor } from '../support/plain-tensor.ts';

/** A convolution of an image with a filter. */
export interface Shapes {
  readonly x: [number, number, number, number];
  readonly filter: [number, number, number, number];
  readonly strides: [number, number];
  readonly dilations: [number, number];
  readonly pad: 'valid' | 'same' | backend_util.ExplicitPadding;
}

export function infoOf({ x, filter, strides, dilations, pad }: Shapes): backend_util.Conv2DInfo {
  return backend_util.computeConv2DInfo(x, filter, strides, dilations, pad, 'floor');
}

const side = fc.integer({ min: 1, max: 17 });
/** Odd numbers and powers of two, ends of vectors and panels, up to more than the 128 of a network's second level. */
const channels = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(24, 31, 32, 33, 47, 48, 49, 64, 65, 130));
const padding = fc.oneof(
  fc.constantFrom<'valid' | 'same'>('valid', 'same'),
  fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })).map(
    ([a, b, c]): backend_util.ExplicitPadding => [
      [0, 0],
      [a, b],
      [c, a],
      [0, 0],
    ],
  ),
);

/** Whether a convolution has at most so many products. A few that have more take as long as all others, so at night alone there is no limit. */
export function hasProducts(most: number): (shapes: Shapes) => boolean {
  return (shapes) => {
    if (import.meta.env.MODE === 'all') return true;
    const { outShape, outChannels } = infoOf(shapes);
    return (util.sizeFromShape(outShape) / outChannels) * util.sizeFromShape(shapes.filter) <= most;
  };
}

function hasOutput(shapes: Shapes): boolean {
  try {
    return infoOf(shapes).outShape.every((size) => size > 0);
  } catch {
    return false;
  }
}

/** Any convolution without dilations, which the gradient kernels of TensorFlow.js do not have. */
export const undilated: fc.Arbitrary<Shapes> = fc
  .record({
    batch: fc.integer({ min: 1, max: 4 }),
    size: fc.tuple(side, side),
    channels: fc.tuple(channels, channels),
    window: fc.oneof(
      fc.constant<[number, number]>([3, 3]),
      fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
    ),
    strides: fc.oneof(
      fc.constant<[number, number]>([1, 1]),
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    ),
    pad: padding,
  })
  .map(
    ({ batch, size, channels: [inputs, outputs], window, strides, pad }): Shapes => ({
      x: [batch, ...size, inputs],
      filter: [...window, inputs, outputs],
      strides,
      dilations: [1, 1],
      pad,
    }),
  )
  .filter(hasOutput)
  .filter(hasProducts(4e6));

/** Any convolution, some with dilations instead of strides. */
export const anyConvolution: fc.Arbitrary<Shapes> = fc.oneof(
  undilated,
  fc
    .tuple(undilated, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
    .map(([shapes, rows, columns]): Shapes => ({ ...shapes, strides: [1, 1], dilations: [rows, columns] }))
    .filter(hasOutput),
);

/** Noise with some infinities and NaN in it. */
export function speckled(shape: readonly number[], seed: number, rate: number): PlainTensor {
  const { values } = noise(shape, seed);
  const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const every = Math.max(1, Math.round(1 / rate));
  return floats(
    shape,
    Array.from(values, (value, index) =>
      (index + seed) % every === 0 ? special[((index + seed) / every) % 3]! : value,
    ),
  );
}

/**
 * The error that a sum of so many products of noise may have: Winograd's F(4x4, 3x3) loses up to 2e-5 of the largest result, which is about four
 * standard deviations.
 */
export function toleranceOf(terms: number): { absolute: number; relative: number } {
  return { absolute: 1e-4 * Math.sqrt(terms), relative: 1e-5 };
}
