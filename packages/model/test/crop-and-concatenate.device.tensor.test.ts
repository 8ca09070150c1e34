import { type Rank, type Tensor4D, tidy, zeros } from '@tensorflow/tfjs-core';
import { cropAndConcatenate } from '@unet/model';
import { expectNoLeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { expectGradients } from './reference/expect-gradients.ts';
import { plainNoise } from './reference/plain-array.ts';
import { plainCropAndConcatenate } from './reference/plain-operations.ts';

test.each([
  { skip: [2, 6, 7, 3], up: [2, 2, 5, 5] },
  { skip: [1, 4, 3, 1], up: [1, 4, 3, 3] },
  { skip: [2, 3, 8, 5], up: [2, 1, 2, 1] },
])('$skip and $up', async ({ skip, up }) => {
  await expectGradients({
    operation: (skip, up) => cropAndConcatenate(skip as Tensor4D, up as Tensor4D),
    reference: (skip, up) => plainCropAndConcatenate(skip!, up!),
    inputs: [plainNoise('skip', skip), plainNoise('up', up)],
  });
});

test.each([
  { skip: [1, 5, 6, 1], up: [1, 2, 2, 1] },
  { skip: [1, 6, 5, 1], up: [1, 2, 2, 1] },
  { skip: [1, 2, 4, 1], up: [1, 4, 4, 1] },
  { skip: [1, 4, 2, 1], up: [1, 4, 4, 1] },
] as const)('$skip and $up are refused', async ({ skip, up }) => {
  await expectNoLeak(() =>
    tidy(() => {
      expect(() => cropAndConcatenate(zeros<Rank.R4>([...skip]), zeros<Rank.R4>([...up]))).toThrow(
        new RangeError(
          'cropAndConcatenate: skip must be larger than up by an even number of pixels, ' +
            `got ${skip[1]} x ${skip[2]} and ${up[1]} x ${up[2]}`,
        ),
      );
    }),
  );
});

test('different batches are refused', async () => {
  await expectNoLeak(() =>
    tidy(() => {
      expect(() => cropAndConcatenate(zeros<Rank.R4>([1, 4, 4, 1]), zeros<Rank.R4>([2, 2, 2, 1]))).toThrow(
        new RangeError('cropAndConcatenate: skip and up must have the same batch, got 1 and 2'),
      );
    }),
  );
});
