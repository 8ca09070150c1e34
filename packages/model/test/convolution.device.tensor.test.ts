import {
  dispose,
  grads,
  type Rank,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { convolution } from '@unet/model';
import { expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { expectGradients } from './reference/expect-gradients.ts';
import { plainNoise, toTensor } from './reference/plain-array.ts';
import { plainConvolution } from './reference/plain-operations.ts';

const shapes = [
  { batch: 2, height: 4, width: 5, inputs: 3, outputs: 5, rows: 3, columns: 3 },
  { batch: 1, height: 6, width: 4, inputs: 1, outputs: 3, rows: 3, columns: 3 },
  { batch: 2, height: 3, width: 4, inputs: 5, outputs: 1, rows: 1, columns: 1 },
  { batch: 1, height: 6, width: 5, inputs: 2, outputs: 3, rows: 5, columns: 3 },
];

describe.each(shapes)('$batch x $height x $width x $inputs to $outputs by $rows x $columns', (shape) => {
  const x = plainNoise('x', [shape.batch, shape.height, shape.width, shape.inputs]);
  const filter = plainNoise('filter', [shape.rows, shape.columns, shape.inputs, shape.outputs]);
  const bias = plainNoise('bias', [shape.outputs]);

  test.each([
    ['valid', 'linear'],
    ['valid', 'relu'],
    ['same', 'linear'],
    ['same', 'relu'],
  ] as const)('%s, %s', async (padding, activation) => {
    await expectGradients({
      operation: (x, filter, bias) =>
        convolution(x as Tensor4D, filter as Tensor4D, bias as Tensor1D, { padding, activation }),
      reference: (x, filter, bias) => plainConvolution(x!, filter!, bias!, padding, activation),
      inputs: [x, filter, bias],
    });
  });

  test('without the gradient of the input the others are the same, and linear and valid are the defaults', async () => {
    const image = toTensor<Tensor4D>(x);
    await expectGradients({
      operation: (filter, bias) => convolution(image, filter as Tensor4D, bias as Tensor1D, { inputGradient: false }),
      reference: (filter, bias) => plainConvolution(x, filter!, bias!, 'valid', 'linear'),
      inputs: [filter, bias],
    });
    image.dispose();
  });
});

test('inputGradient false really leaves the input out', () => {
  const x = zeros<Rank.R4>([1, 2, 2, 1]);
  const filter = zeros<Rank.R4>([1, 1, 1, 1]);
  const bias = zeros<Rank.R1>([1]);
  const operation = (...[input]: Tensor[]) => convolution(input as Tensor4D, filter, bias, { inputGradient: false });
  expect(() => grads(operation)([x])).toThrow('Cannot compute gradient');
  // What the failed attempt held goes with the next one, and should not do so in the middle of another test.
  dispose(grads((kernel: Tensor) => convolution(x, kernel as Tensor4D, bias, { inputGradient: false }))([filter]));
  dispose([x, filter, bias]);
});

test('what does not fit together is refused in one line', async () => {
  await expectNoLeak(() => {
    const x = zeros<Rank.R4>([1, 4, 4, 3]);
    const bias = zeros<Rank.R1>([2]);
    const run = (filterShape: [number, number, number, number], padding?: 'valid' | 'same') => () =>
      convolution(x, zeros<Rank.R4>(filterShape), bias, padding === undefined ? {} : { padding });
    tidy(() => {
      expect(run([3, 3, 2, 2])).toThrow(
        new RangeError('convolution: filter must be [rows, columns, 3, out], got [3,3,2,2]'),
      );
      expect(run([3, 3, 3, 4])).toThrow(new RangeError('convolution: bias must be [4], got [2]'));
      expect(run([2, 3, 3, 2])).toThrow(
        new RangeError('convolution: filter must have odd rows and columns, got 2 x 3'),
      );
      expect(run([3, 5, 3, 2])).toThrow(
        new RangeError('convolution: x must be at least as large as the filter, 3 x 5, got 4 x 4'),
      );
      expect(run([3, 5, 3, 2], 'same')).not.toThrow();
      const flat = zeros<Rank.R3>([4, 4, 3]) as unknown as Tensor4D;
      expect(() => convolution(flat, zeros<Rank.R4>([3, 3, 3, 2]), bias)).toThrow(
        new RangeError('convolution: x must be [batch, height, width, channels], got [4,4,3]'),
      );
    });
    return [x, bias];
  });
});
