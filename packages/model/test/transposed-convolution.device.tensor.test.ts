import { type Rank, type Tensor4D, tidy, zeros } from '@tensorflow/tfjs-core';
import { transposedConvolution } from '@unet/model';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { expectGradients } from './reference/expect-gradients.ts';
import { plainNoise, toTensor } from './reference/plain-array.ts';
import { plainTransposedConvolution } from './reference/plain-operations.ts';

describe.each([
  { stride: 3, batch: 1, height: 2, width: 3, inputs: 2, outputs: 1 },
  { stride: 2, batch: 2, height: 3, width: 2, inputs: 2, outputs: 3 },
  { stride: 4, batch: 1, height: 2, width: 4, inputs: 3, outputs: 2 },
])(
  'stride $stride, $batch x $height x $width x $inputs to $outputs',
  ({ stride, batch, height, width, inputs, outputs }) => {
    const x = plainNoise('x', [batch, height, width, inputs]);
    const filter = plainNoise('filter', [2 * stride, 2 * stride, inputs, outputs]);

    test('is its definition without what lies outside the outermost centres', async () => {
      await expectGradients({
        operation: (x, filter) => transposedConvolution(x as Tensor4D, filter as Tensor4D, { stride }),
        reference: (x, filter) => plainTransposedConvolution(x!, filter!, stride),
        inputs: [x, filter],
      });
    });

    test('is so with a filter that is fixed', async () => {
      await expectGradients({
        operation: (x) =>
          tidy(() => transposedConvolution(x as Tensor4D, toTensor(filter), { stride, filterGradient: false })),
        reference: (x) => plainTransposedConvolution(x!, filter, stride),
        inputs: [x],
      });
    });
  },
);

test('stride 32 of a few pixels agrees to 1e-5 of the largest value', async () => {
  await expectNoLeak(async () => {
    const [x, filter] = [plainNoise('x', [1, 3, 2, 2]), plainNoise('filter', [64, 64, 2, 2])];
    const tensors = [toTensor<Tensor4D>(x), toTensor<Tensor4D>(filter)] as const;
    const y = transposedConvolution(...tensors, { stride: 32 });
    expect(y.shape).toEqual([1, 64, 32, 2]);
    expectAllClose(await y.data(), plainTransposedConvolution(x, filter, 32).data, { absolute: 2e-5 });
    return [y, ...tensors];
  });
});

test('what does not fit together is refused in one line', async () => {
  await expectNoLeak(() =>
    tidy(() => {
      const x = zeros<Rank.R4>([1, 2, 2, 3]);
      const run = (shape: Tensor4D['shape'], options: object) => () =>
        transposedConvolution(x, zeros<Rank.R4>(shape), options as { stride: number });
      const refusal = (reason: string) => new RangeError(`transposedConvolution: ${reason}`);
      expect(run([4, 4, 2, 2], { stride: 2 })).toThrow(
        refusal('filter must be [rows, columns, 3, out], got [4,4,2,2]'),
      );
      expect(run([4, 2, 3, 2], { stride: 2 })).toThrow(refusal('filter must be 4 x 4, twice the stride, got 4 x 2'));
      expect(run([4, 4, 3, 2], { stride: 1 })).toThrow(refusal('stride must be an integer >= 2, got 1'));
      expect(run([4, 4, 3, 2], { stride: 2, bias: x })).toThrow(
        new TypeError('transposedConvolution: options.bias is not an option, only stride, filterGradient'),
      );
      expect(run([4, 4, 3, 2], { stride: 2, filterGradient: 1 })).toThrow(/filterGradient must be/);
      expect(() => transposedConvolution(zeros<Rank.R4>([1, 1, 2, 3]), zeros([4, 4, 3, 2]), { stride: 2 })).toThrow(
        refusal('x must have at least 2 x 2 pixels, got 1 x 2'),
      );
      expect(() => transposedConvolution(x, zeros<Rank.R4>([4, 4, 3, 2], 'int32'), { stride: 2 })).toThrow(
        new TypeError('transposedConvolution: filter must be float32, got int32'),
      );
    }),
  );
});
