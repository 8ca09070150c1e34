import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { productInPieces, productOverPixels, sumOverPixels } from '../src/ops/sums-over-pixels.ts';
import { tapProductsAtOnce, tapProductsOneByOne } from '../src/ops/tap-products.ts';
import { at4, type PlainArray, plainNoise, plainZeros, toTensor } from './reference/plain-array.ts';

// The parts from which gradients are composed, with their limits brought within reach of small tensors. Sums of up to 40
// products of values in [-1, 1]: float32 rounds them by at most 40 * 2^-24 * 40.
const tolerance = { absolute: 1e-5 };

function plainProduct(left: PlainArray, right: PlainArray): PlainArray {
  const [pixels, inputs] = left.shape as [number, number];
  const outputs = right.shape[1]!;
  const product = plainZeros([inputs, outputs]);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        product.data[input * outputs + output]! +=
          left.data[pixel * inputs + input]! * right.data[pixel * outputs + output]!;
      }
    }
  }
  return product;
}

describe('products over pixels', () => {
  const left = plainNoise('left', [37, 3]);
  const right = plainNoise('right', [37, 5]);
  const expected = plainProduct(left, right).data;

  test.each([
    { pixelsPerSum: 10, largestPartialSums: 1000, what: '4 pieces of 10, the last filled up' },
    { pixelsPerSum: 36, largestPartialSums: 1000, what: '2 pieces of 19' },
    { pixelsPerSum: 1, largestPartialSums: 30, what: 'no more than 2 pieces, since each takes 15 values' },
    { pixelsPerSum: 1, largestPartialSums: 14, what: 'one piece though it is larger than the limit' },
    { pixelsPerSum: 1, largestPartialSums: 1000, what: 'a piece for every pixel' },
    { pixelsPerSum: 2, largestPartialSums: 15 * 16, what: '16 pieces of 3, the last three all zeros' },
    { pixelsPerSum: 1024, largestPartialSums: 1000, what: 'one piece' },
  ])('in $what', async ({ pixelsPerSum, largestPartialSums }) => {
    await expectNoLeak(async () => {
      const [a, b]: Tensor2D[] = [toTensor(left), toTensor(right)];
      const product = productInPieces(a!, b!, pixelsPerSum, largestPartialSums);
      expectAllClose(await product.data(), expected, tolerance);
      return [a, b, product];
    });
  });

  test('as this backend prefers it', async () => {
    await expectNoLeak(async () => {
      const [a, b]: Tensor2D[] = [toTensor(left), toTensor(right)];
      const product = productOverPixels(a!, b!);
      expect(product.shape).toEqual([3, 5]);
      expectAllClose(await product.data(), expected, tolerance);
      return [a, b, product];
    });
  });

  test('sums alone', async () => {
    await expectNoLeak(async () => {
      const matrix = toTensor<Tensor2D>(right);
      const sums = sumOverPixels(matrix);
      const ones = { shape: [37, 1], data: new Float64Array(37).fill(1) };
      expect(sums.shape).toEqual([5]);
      expectAllClose(await sums.data(), plainProduct(ones, right).data, tolerance);
      return [matrix, sums];
    });
  });
});

describe('products of taps', () => {
  const x = plainNoise('x', [2, 5, 6, 3]);
  const dy = plainNoise('dy', [2, 3, 6, 5]);
  const filterShape: [number, number, number, number] = [3, 1, 3, 5];
  const expected = plainTapProducts();
  const oneTap = 3 * 2 * 3 * 6; // values of one shifted input: channels x batch x height x width

  function plainTapProducts(): Float64Array {
    const product = plainZeros(filterShape);
    for (let tap = 0; tap < 3; tap++) {
      for (let pixel = 0; pixel < 2 * 3 * 6; pixel++) {
        const [batch, row, column] = [Math.floor(pixel / 18), Math.floor(pixel / 6) % 3, pixel % 6];
        for (let input = 0; input < 3; input++) {
          for (let output = 0; output < 5; output++) {
            product.data[at4(product, tap, 0, input, output)]! +=
              x.data[at4(x, batch, row + tap, column, input)]! * dy.data[at4(dy, batch, row, column, output)]!;
          }
        }
      }
    }
    return product.data;
  }

  test.each([
    { largest: 3 * oneTap, what: 'all at once' },
    { largest: 2 * oneTap, what: 'groups of 2 and 1' },
    { largest: oneTap, what: 'groups of 1' },
    { largest: 1, what: 'groups of 1, each larger than the limit' },
  ])('$what', async ({ largest }) => {
    await expectNoLeak(async () => {
      const [a, b]: Tensor4D[] = [toTensor(x), toTensor(dy)];
      const product = tapProductsAtOnce(a!, b!, filterShape, largest);
      expect(product.shape).toEqual([9, 5]);
      expectAllClose(await product.data(), expected, tolerance);
      return [a, b, product];
    });
  });

  test('one by one', async () => {
    await expectNoLeak(async () => {
      const [a, b]: Tensor4D[] = [toTensor(x), toTensor(dy)];
      const product = tapProductsOneByOne(a!, b!, filterShape);
      expect(product.shape).toEqual([9, 5]);
      expectAllClose(await product.data(), expected, tolerance);
      return [a, b, product];
    });
  });
});
