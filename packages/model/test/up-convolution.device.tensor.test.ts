import { type Rank, type Tensor1D, type Tensor4D, tidy, zeros } from '@tensorflow/tfjs-core';
import { upConvolution } from '@unet/model';
import { expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { expectGradients } from './reference/expect-gradients.ts';
import { plainNoise } from './reference/plain-array.ts';
import { plainUpConvolution } from './reference/plain-operations.ts';

describe.each([
  { batch: 2, height: 2, width: 3, inputs: 3, outputs: 5 },
  { batch: 1, height: 3, width: 1, inputs: 5, outputs: 1 },
  { batch: 2, height: 1, width: 2, inputs: 1, outputs: 3 },
])('$batch x $height x $width x $inputs to $outputs', ({ batch, height, width, inputs, outputs }) => {
  test.each(['linear', 'relu'] as const)('%s', async (activation) => {
    await expectGradients({
      operation: (x, filter, bias) =>
        upConvolution(x as Tensor4D, filter as Tensor4D, bias as Tensor1D, { activation }),
      reference: (x, filter, bias) => plainUpConvolution(x!, filter!, bias!, activation),
      inputs: [
        plainNoise('x', [batch, height, width, inputs]),
        plainNoise('filter', [2, 2, inputs, outputs]),
        plainNoise('bias', [outputs]),
      ],
    });
  });

  test('linear by default', async () => {
    await expectGradients({
      operation: (x, filter, bias) => upConvolution(x as Tensor4D, filter as Tensor4D, bias as Tensor1D),
      reference: (x, filter, bias) => plainUpConvolution(x!, filter!, bias!, 'linear'),
      inputs: [
        plainNoise('x', [batch, height, width, inputs]),
        plainNoise('filter', [2, 2, inputs, outputs]),
        plainNoise('bias', [outputs]),
      ],
    });
  });
});

test('what does not fit together is refused in one line', async () => {
  await expectNoLeak(() =>
    tidy(() => {
      const x = zeros<Rank.R4>([1, 2, 2, 3]);
      const bias = zeros<Rank.R1>([2]);
      const run = (shape: [number, number, number, number]) => () => upConvolution(x, zeros<Rank.R4>(shape), bias);
      expect(run([2, 2, 4, 2])).toThrow(
        new RangeError('upConvolution: filter must be [rows, columns, 3, out], got [2,2,4,2]'),
      );
      expect(run([2, 2, 3, 1])).toThrow(new RangeError('upConvolution: bias must be [1], got [2]'));
      expect(run([3, 2, 3, 2])).toThrow(new RangeError('upConvolution: filter must be 2 x 2, got 3 x 2'));
      expect(run([2, 4, 3, 2])).toThrow(new RangeError('upConvolution: filter must be 2 x 2, got 2 x 4'));
      expect(() => upConvolution(zeros<Rank.R4>([1, 2, 2, 3], 'bool'), zeros<Rank.R4>([2, 2, 3, 2]), bias)).toThrow(
        new TypeError('upConvolution: x must be float32, got bool'),
      );
      const filter = zeros<Rank.R4>([2, 2, 3, 2]);
      expect(() => upConvolution(x, filter, bias, { activation: 'tanh' as 'relu' })).toThrow(
        new RangeError('upConvolution: activation must be "linear" or "relu", got "tanh"'),
      );
      expect(() => upConvolution(x, filter, bias, { relu: true } as object)).toThrow(
        new TypeError('upConvolution: options.relu is not an option, only activation'),
      );
    }),
  );
});
