import {
  add,
  concat,
  cos,
  engine,
  fill,
  memory,
  relu,
  stack,
  type Tensor,
  tensor1d,
  tidy,
  transpose,
  unstack,
} from '@tensorflow/tfjs-core';
import { OutOfMemoryError, type SimdBackend } from '@unet/backend-simd';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSimd, stopSimd } from '../support/configurations.ts';
import { trainTiny } from '../support/train-tiny.ts';

const MEBIBYTE = 2 ** 20;
const floatsOf = (mebibytes: number) => (mebibytes * MEBIBYTE) / 4;
/** Bytes of the tensors that fill memory up. */
const twos = Buffer.from(new Float32Array(floatsOf(5)).fill(2).buffer);

let simd: SimdBackend;

/** What must be as before after an error. */
const state = () => {
  const { held, blocks, freeBlocks } = simd.memory().simd;
  return { held, blocks, freeBlocks, tensors: memory().numTensors, data: simd.numDataIds() };
};

describe.each([1, 2])('64 MiB, %d threads', (threads) => {
  beforeAll(async () => {
    simd = await startSimd({ threads, maximumMemory: 64 * MEBIBYTE });
  });
  afterAll(stopSimd);

  test('are what the backend says that it may take', () => {
    expect(simd.maximumMemory).toBe(64 * MEBIBYTE);
  });

  test('a tensor that is too large is an error that says what was asked for and what is held', () => {
    const small = tensor1d([1, 2]);
    const before = state();
    let error: unknown;
    try {
      fill([floatsOf(70)], 1);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(OutOfMemoryError);
    expect(error).toMatchObject({ asked: 70 * MEBIBYTE, held: before.held, limit: 64 * MEBIBYTE });
    expect((error as Error).message).toMatch(
      /^backend simd: out of memory: asked for 70\.0 MiB, 0\.0 MiB are held, the largest free piece has \d+\.\d MiB, the limit is 64\.0 MiB$/,
    );
    expect(state()).toEqual(before);
    expect(small.dataSync()).toEqual(Float32Array.of(1, 2));
    small.dispose();
  });

  test('so is a value from outside', () => {
    const before = state();
    expect(() => tensor1d(new Float32Array(floatsOf(70)))).toThrow(OutOfMemoryError);
    expect({ ...state(), freeBlocks: 0 }).toEqual({ ...before, freeBlocks: 0 });
  });

  const operations: [string, (x: Tensor) => unknown][] = [
    ['a kernel of this backend', (x) => add(x, 1)],
    ['a kernel of the cpu backend', (x) => cos(x)],
    ['several kernels', (x) => tidy(() => relu(add(transpose(x), 1)))],
    ['a kernel with many results', (x) => unstack(x, 0)],
    ['a kernel that has room for its first half', (x) => concat([x, x], 0)],
  ];

  test.each(operations)('%s without room leaves nothing behind, and goes on when there is room', (_, operation) => {
    const input = fill([4, floatsOf(5)], 0.5);
    const fillers: Tensor[] = [];
    // Until too little is left for a result, or for the last of four.
    while (fillers.length < 6) fillers.push(fill([floatsOf(5)], 2));
    const before = state();
    expect(() => operation(input)).toThrow(OutOfMemoryError);
    expect(state()).toEqual(before);
    expect(fillers.every((filler) => Buffer.from(filler.dataSync().buffer).equals(twos))).toBe(true);
    for (const filler of fillers) filler.dispose();
    const small = fill([4, floatsOf(1)], 0.5);
    engine().startScope();
    operation(small);
    engine().endScope();
    small.dispose();
    input.dispose();
    expect(simd.memory().simd.held).toBe(0);
  });

  test('a kernel of the cpu backend that shares its inputs leaves them as they were', () => {
    const inputs = [1, 0].map((value) => tensor1d(new Uint8Array(24 * MEBIBYTE).fill(value), 'bool'));
    const before = state();
    expect(() => stack(inputs)).toThrow(OutOfMemoryError);
    expect(state()).toEqual(before);
    expect(inputs.map(({ dataId }) => simd.refCount(dataId))).toEqual([1, 1]);
    for (const input of inputs) input.dispose();
    expect(simd.memory().simd.held).toBe(0);
  });

  test('after all of this it trains as a backend that has just started', async () => {
    const { losses } = trainTiny(2);
    await startSimd({ threads });
    expect(trainTiny(2).losses).toEqual(losses);
  });
});
