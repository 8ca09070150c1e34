import { backend, dispose, grads, memory, scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { forward, weightedCrossEntropy } from '@unet/model';
import { createRandom, type SampleArrays } from '@unet/tensor/arrays';
import {
  adam,
  type Batch,
  createBatch,
  currentUNet,
  disposeTrainingState,
  type Optimizer,
  sgd,
  trainStep,
} from '@unet/trainer';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { tinySource, tinyState, valuesOf } from './tiny.ts';

function fixedBatch(): Batch {
  const source = tinySource();
  return createBatch([source.sample(0), source.sample(1)] as SampleArrays[]);
}

function release({ image, label, weight }: Batch): void {
  dispose([image, label, weight]);
}

async function numberOf(loss: Tensor): Promise<number> {
  const [value] = await loss.data();
  loss.dispose();
  return value!;
}

test.each([
  ['sgd', sgd({ momentum: 0.9 }), 0.01],
  ['adam', adam(), 0.02],
] as const)('%s lowers the loss of a fixed batch', async (_, optimizer, learningRate) => {
  await expectNoLeak(async () => {
    const state = tinyState(optimizer);
    const batch = fixedBatch();
    const losses: number[] = [];
    for (let step = 0; step < 30; step++)
      losses.push(await numberOf(trainStep(state, batch, { optimizer, learningRate })));
    expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]!);
    expect(state.step).toBe(30);
    release(batch);
    disposeTrainingState(state);
  });
});

test('is the loss before the update, and the update is the gradient of that loss', async () => {
  await expectNoLeak(async () => {
    const optimizer = sgd({ momentum: 0 });
    const state = tinyState(optimizer);
    const batch = fixedBatch();
    const { config, parameters } = currentUNet(state);
    const names = Object.keys(parameters);
    const before = await valuesOf(parameters);
    const lossOf = (...values: Tensor[]) => {
      const named = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
      return weightedCrossEntropy(forward(config, named, batch.image), batch.label, batch.weight);
    };
    const expectedLoss = await numberOf(tidy(() => lossOf(...Object.values(parameters))));
    const gradients = grads(lossOf)(Object.values(parameters));
    const loss = await numberOf(trainStep(state, batch, { optimizer, learningRate: 0.5 }));
    expectAllClose([loss], [expectedLoss], { relative: 1e-6 });
    const after = await valuesOf(state.parameters);
    for (const [index, name] of names.entries()) {
      const gradient = await gradients[index]!.data();
      const expected = before[name]!.map((value, place) => value - 0.5 * gradient[place]!);
      expectAllClose(after[name]!, expected, { absolute: 1e-6 });
    }
    dispose(gradients);
    release(batch);
    disposeTrainingState(state);
  });
});

test('no tensors and no data stay behind over ten steps', () => {
  const optimizer = adam();
  const state = tinyState(optimizer, { dropout: 'bottom' });
  const batch = fixedBatch();
  const random = createRandom(1);
  const step = () =>
    trainStep(state, batch, { optimizer, learningRate: 1e-3, random: random.fork(state.step) }).dispose();
  step();
  const tensors = memory().numTensors;
  const buffers = backend().numDataIds();
  for (let count = 0; count < 10; count++) step();
  expect(memory().numTensors).toBe(tensors);
  expect(backend().numDataIds()).toBe(buffers);
  release(batch);
  disposeTrainingState(state);
});

describe('dropout', () => {
  async function lossWith(dropout: 'none' | 'bottom', name: number | undefined): Promise<number> {
    const optimizer = sgd();
    const state = tinyState(optimizer, { dropout });
    const batch = fixedBatch();
    const random = name === undefined ? {} : { random: createRandom(1).fork(name) };
    const loss = await numberOf(trainStep(state, batch, { optimizer, learningRate: 1e-3, ...random }));
    release(batch);
    disposeTrainingState(state);
    return loss;
  }

  test('is drawn from the random generator', async () => {
    const plain = await lossWith('none', undefined);
    expect(await lossWith('none', 1)).toBe(plain);
    expect(await lossWith('bottom', undefined)).toBe(plain);
    const dropped = await lossWith('bottom', 1);
    expect(dropped).not.toBe(plain);
    expect(await lossWith('bottom', 1)).toBe(dropped);
    expect(await lossWith('bottom', 2)).not.toBe(dropped);
  });
});

describe('an optimiser of somebody else', () => {
  test('gets the step and the learning rate, and may leave tensors lying about', async () => {
    await expectNoLeak(async () => {
      const calls: unknown[] = [];
      const careless: Optimizer = {
        name: 'careless',
        initialise: () => ({ count: scalar(0) }),
        update: ({ parameters, state, learningRate, step }) => {
          calls.push([step, learningRate]);
          scalar(1);
          const same = Object.entries(parameters).map(([name, value]): [string, Tensor] => [name, value.clone()]);
          return { parameters: Object.fromEntries(same), state: { count: state.count!.clone() } };
        },
      };
      const state = tinyState(careless);
      const before = await valuesOf(state.parameters);
      const batch = fixedBatch();
      trainStep(state, batch, { optimizer: careless, learningRate: 0.25 }).dispose();
      trainStep(state, batch, { optimizer: careless, learningRate: 0.5 }).dispose();
      expect(calls).toEqual([
        [0, 0.25],
        [1, 0.5],
      ]);
      expect(await valuesOf(state.parameters)).toEqual(before);
      release(batch);
      disposeTrainingState(state);
    });
  });

  test('if it throws, the state is as before and nothing stays behind', async () => {
    await expectNoLeak(async () => {
      const state = tinyState(sgd());
      const before = await valuesOf(state.parameters);
      const broken: Optimizer = {
        ...sgd(),
        update: () => {
          scalar(1);
          throw new Error('broken');
        },
      };
      const batch = fixedBatch();
      expect(() => trainStep(state, batch, { optimizer: broken, learningRate: 1 })).toThrow('broken');
      expect(state.step).toBe(0);
      expect(await valuesOf(state.parameters)).toEqual(before);
      release(batch);
      disposeTrainingState(state);
    });
  });
});
