import {
  avgPool,
  getKernel,
  maxPool,
  type Rank,
  reverse,
  softmax,
  type Tensor,
  type Tensor4D,
  transpose,
  zeros,
} from '@tensorflow/tfjs-core';
import type { SimdBackend } from '@unet/backend-simd';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HEARTBEATS } from '../../src/memory/layout.ts';
import { startSimd, stopSimd } from '../support/configurations.ts';

let simd: SimdBackend;

beforeAll(async () => {
  simd = await startSimd({ threads: 1 });
});
afterAll(stopSimd);

/** Signs of life of the only thread so far. */
const beats = () => new Int32Array(simd.buffer, HEARTBEATS, 1)[0]!;

const VALUES = 2 ** 21;
const image = (height: number, width: number, channels = 1) => zeros<Rank.R4>([1, height, width, channels]);
const whole = (pool: typeof maxPool, x: Tensor4D) => pool(x, [x.shape[1], x.shape[2]], 1, 'valid');
const logSoftmax = (logits: Tensor) =>
  getKernel('LogSoftmax', 'simd').kernelFunc({ inputs: { logits }, backend: simd, attrs: { axis: -1 } });

const maxPoolGradient = (x: Tensor4D) =>
  getKernel('MaxPoolGrad', 'simd').kernelFunc({
    inputs: { dy: x, input: x, output: x },
    backend: simd,
    attrs: { filterSize: [1, 3], strides: 1, pad: 'same' },
  });
const avgPoolGradient = (x: Tensor4D) =>
  getKernel('AvgPoolGrad', 'simd').kernelFunc({
    inputs: { dy: x, input: x },
    backend: simd,
    attrs: { filterSize: [1, 3], strides: 1, pad: 'same' },
  });

/** Shares that are one plane, one row or one window; how often they are to show a sign of life at least. */
const operations: [string, () => Tensor, (x: never) => unknown, number][] = [
  ['transpose, one plane', () => zeros([VALUES / 2, 2]), transpose, 16],
  ['reverse, one row', () => zeros([VALUES]), reverse, 16],
  // The sum shows 8, the largest value, the powers and the quotient 32 each.
  ['softmax, one row', () => zeros([VALUES]), softmax, 64],
  ['logSoftmax, one row', () => zeros([VALUES]), logSoftmax, 64],
  ['maxPool, one window', () => image(2048, 1024), (x) => whole(maxPool, x), 64],
  ['maxPool, one long window', () => image(1, VALUES), (x) => whole(maxPool, x), 64],
  ['maxPool, one window of 4 channels', () => image(1, VALUES / 4, 4), (x) => whole(maxPool, x), 16],
  ['avgPool, one window of 16 channels', () => image(512, 256, 16), (x) => whole(avgPool, x), 64],
  ['avgPool, one row of windows', () => image(1, VALUES), (x) => avgPool(x, [1, 4], 1, 'same'), 16],
  ['gradient of maxPool, one row', () => image(1, VALUES), maxPoolGradient, 32],
  ['gradient of avgPool, one row', () => image(1, VALUES), avgPoolGradient, 16],
];

test.each(operations)('%s: a thread is never silent for long', (_, makeInput, operation, least) => {
  const input = makeInput();
  const before = beats();
  operation(input as never);
  expect(beats() - before).toBeGreaterThanOrEqual(least);
});
