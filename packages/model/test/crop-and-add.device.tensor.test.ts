import { type Rank, type Tensor4D, tidy, zeros } from '@tensorflow/tfjs-core';
import { cropAndAdd } from '@unet/model';
import { expectNoLeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { expectGradients } from './reference/expect-gradients.ts';
import { plainNoise } from './reference/plain-array.ts';
import { plainCropAndAdd } from './reference/plain-operations.ts';

test.each([
  { skip: [2, 6, 7, 3], up: [2, 2, 5, 3] },
  { skip: [1, 4, 3, 1], up: [1, 4, 3, 1] },
])('$skip and $up', async ({ skip, up }) => {
  await expectGradients({
    operation: (skip, up) => cropAndAdd(skip as Tensor4D, up as Tensor4D),
    reference: (skip, up) => plainCropAndAdd(skip!, up!),
    inputs: [plainNoise('skip', skip), plainNoise('up', up)],
  });
});

test.each<[skip: Tensor4D['shape'], reason: string]>([
  [[1, 5, 6, 1], 'skip must be larger than up by an even number of pixels, got 5 x 6 and 2 x 2'],
  [[2, 4, 4, 1], 'skip and up must have the same batch, got 2 and 1'],
  [[1, 4, 4, 3], 'skip and up must have the same channels, got 3 and 1'],
])('%j and [1,2,2,1] are refused', async (skip, reason) => {
  await expectNoLeak(() =>
    tidy(() => {
      expect(() => cropAndAdd(zeros<Rank.R4>(skip), zeros<Rank.R4>([1, 2, 2, 1]))).toThrow(
        new RangeError(`cropAndAdd: ${reason}`),
      );
    }),
  );
});
