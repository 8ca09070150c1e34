import { add, backend, cos, fill, memory, reshape, type TensorInfo, tensor1d } from '@tensorflow/tfjs-core';
import type { SimdBackend, SimdMemoryInfo } from '@unet/backend-simd';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { configurations, onConfiguration, startSimd, stopSimd } from '../support/configurations.ts';
import { trainTiny } from '../support/train-tiny.ts';

const MEBIBYTE = 2 ** 20;
const statistics = () => (memory() as unknown as SimdMemoryInfo).simd;

test('tf.memory() tells what WebAssembly memory holds', async () => {
  await startSimd({ threads: 1 });
  expect(memory()).toMatchObject({
    unreliable: false,
    numTensors: 0,
    simd: { held: 0, peak: 0, total: 16 * MEBIBYTE - 65536, blocks: 0, freeBlocks: 1 },
  });
  const tensor = tensor1d(new Float32Array(1000));
  const other = tensor1d([1], 'bool');
  expect(memory()).toMatchObject({ numTensors: 2, numBytes: 4001, simd: { held: 4032 + 64, blocks: 2 } });
  tensor.dispose();
  expect(statistics()).toMatchObject({ held: 64, peak: 4096, blocks: 1, freeBlocks: 2 });
  other.dispose();
  expect(statistics()).toMatchObject({ held: 0, peak: 4096, blocks: 0, freeBlocks: 1 });
  stopSimd();
});

/** As on a page that may not share memory: growing takes the old buffer away from whoever views it. */
const places = [
  ['shared', () => startSimd({ threads: 2 })],
  [
    'private',
    async () => {
      vi.stubGlobal('crossOriginIsolated', false);
      const simd = await startSimd({ threads: 1 });
      vi.unstubAllGlobals();
      return simd;
    },
  ],
] as const;

describe.each(places)('%s memory that grows', (_, start) => {
  let simd: SimdBackend;
  beforeAll(async () => {
    simd = await start();
  });
  afterAll(stopSimd);

  test('old tensors keep their values, for kernels of both backends', () => {
    const old = tensor1d([1, 2, 3]);
    const { total } = statistics();
    const large = fill([5 * MEBIBYTE], 1);
    expect(statistics().total).toBeGreaterThan(total);
    expect(old.dataSync()).toEqual(Float32Array.of(1, 2, 3));
    expect(add(old, 1).dataSync()).toEqual(Float32Array.of(2, 3, 4));
    expect(cos(old).dataSync()[0]).toBeCloseTo(Math.cos(1), 6);
    large.dispose();
  });

  test('a result that makes it grow is right', () => {
    const values = Float32Array.from({ length: MEBIBYTE }, (_, index) => index % 1000);
    const tensors = [tensor1d(values)];
    const { total } = statistics();
    for (let count = 0; count < 4; count++) tensors.push(cos(tensors[0]!), add(tensors[0]!, 1));
    expect(statistics().total).toBeGreaterThan(total);
    for (const [index, tensor] of tensors.entries()) {
      const expected = index === 0 ? 999 : index % 2 === 1 ? Math.cos(999) : 1000;
      expect(tensor.dataSync()[999]).toBeCloseTo(expected, 4);
      tensor.dispose();
    }
  });

  test('a kernel of cpu that keeps a view while it makes a tensor sees its input all the same', () => {
    const input = tensor1d([1, 2, 3]);
    const values = (): Float32Array => simd.data.get(input.dataId).values as Float32Array;
    const held = statistics().held;
    const tooLarge = 1 + statistics().total / 4;
    let calls = 0;
    const result = simd.onCpu(() => {
      calls++;
      const view = values();
      const first = simd.makeTensorInfo([tooLarge], 'float32');
      simd.disposeIntermediateTensorInfo(first);
      return simd.makeTensorInfo(
        [3],
        'float32',
        view.map((value) => 2 * value),
      );
    });
    expect(calls).toBe(values().buffer instanceof ArrayBuffer ? 2 : 1);
    expect(simd.readSync(result.dataId)).toEqual(Float32Array.of(2, 4, 6));
    simd.disposeIntermediateTensorInfo(result);
    expect(statistics().held).toBe(held);
    input.dispose();
  });

  test('a kernel of cpu that hands a view of its input on leaves its input and memory as they were', () => {
    const input = fill([1000], 3);
    const fillers: TensorInfo[] = [];
    for (let free = statistics().largestFree; free >= 4000; free = statistics().largestFree) {
      fillers.push(simd.makeOutputInfo([Math.floor(free / 4)], 'float32'));
    }
    const before = { ...statistics(), peak: 0, total: 0, freeBlocks: 0, largestFree: 0 };
    let calls = 0;
    const result = simd.onCpu(() => {
      calls++;
      simd.incRef(input.dataId);
      const { values } = simd.data.get(input.dataId);
      const copy = simd.makeTensorInfo(input.shape, 'float32', values as Float32Array);
      simd.disposeIntermediateTensorInfo(input);
      return copy;
    });
    expect(calls).toBe(simd.buffer instanceof ArrayBuffer ? 2 : 1);
    expect(simd.refCount(input.dataId)).toBe(1);
    expect(simd.readSync(result.dataId)).toEqual(new Float32Array(input.size).fill(3));
    simd.disposeIntermediateTensorInfo(result);
    expect({ ...statistics(), peak: 0, total: 0, freeBlocks: 0, largestFree: 0 }).toEqual(before);
    for (const filler of fillers) simd.disposeIntermediateTensorInfo(filler);
    input.dispose();
  });

  test('an error in a kernel of cpu is thrown, once its views are what they were', () => {
    let calls = 0;
    const failing = (grows: boolean) => () => {
      calls++;
      simd.makeTensorInfo([grows && calls === 1 ? 1 + statistics().total / 4 : 1], 'float32');
      throw new RangeError(`call ${calls}`);
    };
    const { held } = statistics();
    expect(() => simd.onCpu(failing(false))).toThrow('call 1');
    calls = 0;
    expect(() => simd.onCpu(failing(true))).toThrow(`call ${simd.buffer instanceof ArrayBuffer ? 2 : 1}`);
    expect(statistics().held).toBe(held);
  });
});

describe('undoing', () => {
  beforeAll(() => startSimd({ threads: 1 }));
  afterAll(stopSimd);

  test('disposes of what a kernel and those that it ran have made, and of nothing else', () => {
    const simd = backend() as SimdBackend;
    const input = tensor1d([1, 2]);
    const before = { ...statistics(), peak: 0 };
    expect(() =>
      simd.undoing(() => {
        simd.undoing(() => simd.makeOutputInfo([100], 'float32'));
        reshape(input, [2, 1]).dispose();
        simd.makeTensorInfo([3], 'string', ['a', 'b', 'c']);
        throw new Error('trap');
      }),
    ).toThrow('trap');
    expect({ ...statistics(), peak: 0 }).toEqual(before);
    expect(simd.numDataIds()).toBe(1);
    const kept = simd.undoing(() => simd.makeOutputInfo([1], 'int32'));
    expect(simd.numDataIds()).toBe(2);
    simd.disposeData(kept.dataId);
    input.dispose();
  });
});

describe.each(configurations)('training, $name', (configuration) => {
  onConfiguration(configuration);

  test('takes no more memory at step 60 than at step 10, and leaves none behind', () => {
    const before = memory().numTensors;
    const totals: number[] = [];
    const helds = new Set<number>();
    trainTiny(60, (step) => {
      totals.push(statistics().total);
      if (step >= 10) helds.add(statistics().held);
    });
    expect(totals[59]).toBe(totals[9]);
    expect([...helds]).toHaveLength(1);
    expect(statistics()).toMatchObject({ held: 0, blocks: 0, freeBlocks: 1 });
    expect(memory().numTensors).toBe(before);
  }, 120_000);
});
