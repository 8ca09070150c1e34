import { dispose, type Tensor4D, zeros } from '@tensorflow/tfjs-core';
import { convolutionFilterGradient, convolutionInputGradient } from '@unet/model';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { at4, plainNoise, plainZeros, toTensor } from './reference/plain-array.ts';

describe.each([
  { padding: 'valid', height: 5, width: 6 },
  { padding: 'same', height: 5, width: 6 },
  // More pixels than a GPU adds up in one sum.
  { padding: 'valid', height: 26, width: 28 },
  { padding: 'same', height: 24, width: 26 },
] as const)('$padding, $height x $width: the gradients of a convolution alone', ({ padding, height, width }) => {
  const x = plainNoise('x', [2, height, width, 3]);
  const filter = plainNoise('filter', [3, 3, 3, 4]);
  const lost = padding === 'valid' ? 2 : 0;
  const dy = plainNoise('dy', [2, height - lost, width - lost, 4]);
  const [dx, dFilter] = plainGradients();

  /** From the definition: y[p] = sum over taps of x[p + tap - rim] filter[tap]. */
  function plainGradients() {
    const [toX, toFilter] = [plainZeros(x.shape), plainZeros(filter.shape)];
    const rim = padding === 'same' ? 1 : 0;
    for (let index = 0; index < dy.data.length; index++) {
      const output = index % 4;
      const column = Math.floor(index / 4) % dy.shape[2]!;
      const row = Math.floor(index / (4 * dy.shape[2]!)) % dy.shape[1]!;
      const batch = Math.floor(index / (4 * dy.shape[2]! * dy.shape[1]!));
      for (let tap = 0; tap < 9; tap++) {
        const [tapRow, tapColumn] = [Math.floor(tap / 3), tap % 3];
        const [inputRow, inputColumn] = [row + tapRow - rim, column + tapColumn - rim];
        if (inputRow < 0 || inputRow >= height || inputColumn < 0 || inputColumn >= width) continue;
        for (let input = 0; input < 3; input++) {
          const here = at4(x, batch, inputRow, inputColumn, input);
          const weight = at4(filter, tapRow, tapColumn, input, output);
          toX.data[here]! += dy.data[index]! * filter.data[weight]!;
          toFilter.data[weight]! += dy.data[index]! * x.data[here]!;
        }
      }
    }
    return [toX, toFilter] as const;
  }

  // Sums of up to 1248 products of values in [-1, 1], in pieces.
  const tolerance = { absolute: 5e-5 };

  test('with respect to the input', async () => {
    await expectNoLeak(async () => {
      const [gradient, weights]: Tensor4D[] = [toTensor(dy), toTensor(filter)];
      const result = convolutionInputGradient([2, height, width, 3], gradient!, weights!, { padding });
      expect(result.shape).toEqual([2, height, width, 3]);
      expectAllClose(await result.data(), dx.data, tolerance);
      return [gradient!, weights!, result];
    });
  });

  test('with respect to the filter', async () => {
    await expectNoLeak(async () => {
      const [input, gradient]: Tensor4D[] = [toTensor(x), toTensor(dy)];
      const result = convolutionFilterGradient(input!, gradient!, [3, 3, 3, 4], { padding });
      expect(result.shape).toEqual([3, 3, 3, 4]);
      expectAllClose(await result.data(), dFilter.data, tolerance);
      return [input!, gradient!, result];
    });
  });
});

test('what does not fit together is refused in one line; valid is the default', () => {
  const [x, dy, filter]: Tensor4D[] = [zeros([1, 5, 5, 3]), zeros([1, 3, 3, 2]), zeros([3, 3, 3, 2])];
  const shapes: { x: Tensor4D['shape']; filter: Tensor4D['shape'] } = { x: [1, 5, 6, 3], filter: [3, 3, 4, 2] };
  expect(() => convolutionInputGradient(shapes.x, dy!, filter!)).toThrow(
    new RangeError('convolutionInputGradient: dy must be [1,3,4,2], got [1,3,3,2]'),
  );
  expect(() => convolutionInputGradient([1, 5, 5, 3], dy!, filter!, { padding: 'same' })).toThrow(
    new RangeError('convolutionInputGradient: dy must be [1,5,5,2], got [1,3,3,2]'),
  );
  expect(() => convolutionFilterGradient(x!, dy!, shapes.filter)).toThrow(
    new RangeError('convolutionFilterGradient: filter must be [rows, columns, 3, out], got [3,3,4,2]'),
  );
  expect(() => convolutionFilterGradient(x!, dy!, [2, 3, 3, 2])).toThrow(
    new RangeError('convolutionFilterGradient: filter must have odd rows and columns, got 2 x 3'),
  );
  expect(() => convolutionFilterGradient(x!, dy!, [3, 3, 3, 2], { pad: 'same' } as object)).toThrow(
    new TypeError('convolutionFilterGradient: options.pad is not an option, only padding'),
  );
  expect(() => convolutionInputGradient([1, 5, 5, 3], dy!, filter!, { padding: 'full' as 'same' })).toThrow(
    new RangeError('convolutionInputGradient: padding must be "valid" or "same", got "full"'),
  );
  dispose([x!, dy!, filter!]);
});
