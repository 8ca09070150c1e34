import { conv2d, type Tensor4D } from '@tensorflow/tfjs-core';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test, vi } from 'vitest';
import { convolveInBands } from '../src/ops/convolution-bands.ts';
import { plainNoise, toTensor } from './reference/plain-array.ts';

describe.each([
  { padding: 'valid', filterShape: [3, 3, 3, 5], rows: 7 },
  { padding: 'same', filterShape: [3, 3, 3, 5], rows: 9 },
  { padding: 'valid', filterShape: [5, 1, 3, 2], rows: 5 },
  { padding: 'same', filterShape: [5, 1, 3, 2], rows: 9 },
] as const)(
  '$padding, $filterShape: a convolution in bands is what it is at once',
  ({ padding, filterShape, rows }) => {
    const x = plainNoise('x', [2, 9, 6, 3]);
    const filter = plainNoise('filter', filterShape);
    const valuesPerRow = filterShape[0] * filterShape[1] * 3 * 2 * (padding === 'same' ? 6 : 7 - filterShape[1]);

    test.each([1, 2, 3, rows])('%i rows of the output', async (atOnce) => {
      await expectNoLeak(async () => {
        const [input, weights]: Tensor4D[] = [toTensor(x), toTensor(filter)];
        const whole: Tensor4D = conv2d(input!, weights!, 1, padding);
        const convolve = vi.fn((band: Tensor4D, pad: 'valid' | 'same') => conv2d(band, weights!, 1, pad));
        const inBands = convolveInBands(input!, [...filterShape], padding, convolve, atOnce * valuesPerRow);
        expect(inBands.shape).toEqual(whole.shape);
        expect(convolve).toHaveBeenCalledTimes(Math.ceil(rows / Math.ceil(rows / Math.ceil(rows / atOnce))));
        // Sums of 27 products at most, in the same order.
        expectAllClose(await inBands.data(), await whole.data(), { absolute: 1e-5 });
        return [input!, weights!, whole, inBands];
      });
    });
  },
);
