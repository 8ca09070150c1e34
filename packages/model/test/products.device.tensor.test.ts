import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { piecesOfRows, productsInPieces } from '../src/ops/pixel-pieces.ts';
import { productOverPixels, sumOverPixels } from '../src/ops/sums-over-pixels.ts';
import { tapProductsAtOnce, tapProductsInPieces } from '../src/ops/tap-products.ts';
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

describe('pieces of rows', () => {
  test.each([
    { rows: 12, columns: 10, limits: [120, 1000], pieces: 1, what: 'all rows are short enough' },
    { rows: 12, columns: 10, limits: [119, 1000], pieces: 2, what: 'two pieces of 60 pixels' },
    { rows: 12, columns: 10, limits: [25, 1000], pieces: 6, what: 'five of 24 would not be whole rows' },
    { rows: 12, columns: 10, limits: [9, 1000], pieces: 12, what: 'a row is longer than allowed' },
    { rows: 12, columns: 10, limits: [10, 28], pieces: 4, what: 'no more than 4, since each takes 7 values' },
    { rows: 12, columns: 10, limits: [10, 41], pieces: 4, what: 'no more than 5, which does not divide 12' },
    { rows: 12, columns: 10, limits: [10, 6], pieces: 1, what: 'one piece though it is larger than the limit' },
    { rows: 7, columns: 10, limits: [30, 1000], pieces: 7, what: 'a prime number of rows' },
  ] as const)('$what', ({ rows, columns, limits, pieces }) => {
    expect(piecesOfRows(rows, columns, 7, ...limits)).toBe(pieces);
  });

  test('by default: sums of at most 1000 pixels, partial sums of 32 MiB', () => {
    expect(piecesOfRows(256, 256, 9 * 64 * 64)).toBe(128); // 512 pixels each
    expect(piecesOfRows(568, 568, 9 * 64 * 64)).toBe(142); // 284 pieces of 1136 pixels would be more than 2^23 values
    expect(piecesOfRows(28, 28, 9 * 512 * 1024)).toBe(1);
  });
});

describe('products over pixels', () => {
  const left = plainNoise('left', [36, 3]);
  const right = plainNoise('right', [36, 5]);
  const expected = plainProduct(left, right).data;

  test.each([1, 2, 9, 36])('in %i pieces', async (pieces) => {
    await expectNoLeak(async () => {
      const [a, b]: Tensor2D[] = [toTensor(left), toTensor(right)];
      const product = productsInPieces([() => a!.clone()], b!, pieces);
      expect(product.shape).toEqual([3, 5]);
      expectAllClose(await product.data(), expected, tolerance);
      return [a, b, product];
    });
  });

  test.each([1, 4])('of two matrices, in %i pieces', async (pieces) => {
    const wider = plainNoise('wider', [36, 4]);
    await expectNoLeak(async () => {
      const [a, b, c]: Tensor2D[] = [toTensor(left), toTensor(wider), toTensor(right)];
      const products = productsInPieces([() => a!.clone(), () => b!.clone()], c!, pieces);
      expect(products.shape).toEqual([7, 5]);
      expectAllClose(await products.data(), [...expected, ...plainProduct(wider, right).data], tolerance);
      return [a, b, c, products];
    });
  });

  test('as this backend prefers it', async () => {
    await expectNoLeak(async () => {
      const [a, b]: Tensor2D[] = [toTensor(left), toTensor(right)];
      const product = productOverPixels(a!, b!, 4);
      expect(product.shape).toEqual([3, 5]);
      expectAllClose(await product.data(), expected, tolerance);
      return [a, b, product];
    });
  });

  test('sums alone', async () => {
    await expectNoLeak(async () => {
      const matrix = toTensor<Tensor2D>(right);
      const sums = sumOverPixels(matrix, 4);
      const ones = { shape: [36, 1], data: new Float64Array(36).fill(1) };
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

  test.each([
    { channels: 9, what: 'in pieces, all at once' },
    { channels: 8, what: 'in pieces, groups of 2 and 1' },
    { channels: 1, what: 'in pieces, one by one' },
  ])('$what', async ({ channels }) => {
    await expectNoLeak(async () => {
      const [a, b]: Tensor4D[] = [toTensor(x), toTensor(dy)];
      const product = tapProductsInPieces(a!, b!, filterShape, channels);
      expect(product.shape).toEqual([9, 5]);
      expectAllClose(await product.data(), expected, tolerance);
      return [a, b, product];
    });
  });
});
