import '@tensorflow/tfjs-backend-cpu';
import { add, backend, dispose, env, getBackend, memory, ones, setBackend, tidy } from '@tensorflow/tfjs-core';
import { compileAhead } from '@unet/backends';
import { completeConfig, createUNet } from '@unet/model';
import {
  type Batch,
  createBatch,
  createTrainingState,
  disposeTrainingState,
  sgd,
  type TrainingState,
  trainStep,
} from '@unet/trainer';
import { expectAllClose, expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { afterEach, describe, expect, type MockInstance, test, vi } from 'vitest';

const config = completeConfig({ depth: 1, baseWidth: 4 });
const optimizer = sgd({ momentum: 0.9 });
const name = getBackend();
const compiles = name === 'webgl' || name === 'webgpu';
const flags = ['ENGINE_COMPILE_ONLY', 'WEBGPU_ENGINE_COMPILE_ONLY'];

afterEach(() => {
  vi.restoreAllMocks();
  expect(flags.filter((flag) => flag in env().getFlags() && env().getBool(flag))).toEqual([]);
});

function batchOf(inputSize: number): Batch {
  const label = randomLabel(inputSize - 16, inputSize - 16, 2, 1);
  const weight = { ...label, data: new Float32Array(label.data.length).fill(1) };
  return createBatch([{ image: randomImage(inputSize, inputSize, 1, 1), label, weight }]);
}

function withStateAndBatch<Result>(inputSize: number, work: (state: TrainingState, batch: Batch) => Result): Result {
  const state = createTrainingState(createUNet(config, { seed: 1 }), optimizer);
  const batch = batchOf(inputSize);
  try {
    return work(state, batch);
  } finally {
    disposeTrainingState(state);
    dispose([batch.image, batch.label, batch.weight]);
  }
}

/** Two steps: the second one finds weights on the GPU that the first one found in plain memory. */
function steps(inputSize: number) {
  return withStateAndBatch(inputSize, (state, batch) =>
    [0.01, 0.01].map((learningRate) => trainStep(state, batch, { optimizer, learningRate })),
  );
}

async function losses(inputSize: number): Promise<number[]> {
  const tensors = steps(inputSize);
  const values = await Promise.all(tensors.map((loss) => loss.data()));
  dispose(tensors);
  return values.map(([value]) => value!);
}

/** Programs that the backend has compiled. */
function programs(): number {
  const { binaryCache, pipelineCache } = backend() as unknown as { binaryCache?: object; pipelineCache?: object };
  return Object.keys(binaryCache ?? pipelineCache ?? {}).length;
}

/** What is called for every program that runs. */
function runsOfPrograms(): MockInstance | undefined {
  if (name === 'webgl') return vi.spyOn(WebGL2RenderingContext.prototype, 'drawElements');
  const { GPUComputePassEncoder } = globalThis as unknown as Record<
    string,
    { prototype: { dispatchWorkgroups(): void } }
  >;
  return name === 'webgpu' ? vi.spyOn(GPUComputePassEncoder!.prototype, 'dispatchWorkgroups') : undefined;
}

test('training steps then compile nothing more, and compute what they compute on cpu', async () => {
  await expectNoLeak(async () => {
    const before = programs();
    const runs = runsOfPrograms();
    await compileAhead(() => void steps(28));
    if (compiles) expect(runs, 'nothing is computed').not.toHaveBeenCalled();
    const ahead = programs();
    const values = await losses(28);
    if (compiles) expect(runs).toHaveBeenCalled();
    const late = programs() - ahead;
    if (compiles) expect(ahead - before).toBeGreaterThan(40);
    // On webgl the one that reads the loss, and one whose input looks otherwise once it has been computed.
    expect(late).toBeLessThanOrEqual(name === 'webgl' ? 2 : 0);
    await setBackend('cpu');
    const expected = await losses(28);
    await setBackend(name);
    expectAllClose(values, expected, { relative: 1e-4 });
  });
});

describe('work that throws', () => {
  test('throws, and the next operation computes', async () => {
    const failing = () => {
      ones([3, 5]);
      tidy(() => add(ones([3, 5]), ones([3, 5]))).dispose();
      throw new Error('broken');
    };
    await expectNoLeak(async () => {
      if (compiles) await expect(compileAhead(failing)).rejects.toThrow('broken');
      const sum = tidy(() => add(ones([3, 5]), ones([3, 5])));
      expect([...(await sum.data())]).toEqual(Array(15).fill(2));
      return sum;
    });
  });
});

test.skipIf(compiles)('elsewhere the work is not even done', async () => {
  await compileAhead(() => {
    throw new Error('done');
  });
  expect(memory().numTensors).toBe(0);
});
