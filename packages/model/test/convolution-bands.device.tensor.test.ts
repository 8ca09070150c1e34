import { conv2d, type Tensor4D } from '@tensorflow/tfjs-core';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { convolveInBands } from '../src/ops/convolution-bands.ts';
import { plainNoise, toTensor } from './reference/plain-array.ts';

test.each(['valid', 'same'] as const)('%s: a convolution in bands is what it is at once', async (padding) => {
  await expectNoLeak(async () => {
    const x = toTensor<Tensor4D>(plainNoise('x', [2, 9, 6, 3]));
    const filter = toTensor<Tensor4D>(plainNoise('filter', [3, 3, 3, 5]));
    const whole: Tensor4D = conv2d(x, filter, 1, padding);
    const convolve = (band: Tensor4D, pad: 'valid' | 'same'): Tensor4D => conv2d(band, filter, 1, pad);
    // Bands of four rows at most.
    const inBands = convolveInBands(x, filter.shape, padding, convolve, 4 * 27 * 2 * whole.shape[2]);
    expect(inBands.shape).toEqual(whole.shape);
    // Sums of 27 products, in the same order.
    expectAllClose(await inBands.data(), await whole.data(), { absolute: 1e-5 });
    return [x, filter, whole, inBands];
  });
});
