import { dispose, scalar } from '@tensorflow/tfjs-core';
import { createUNet, disposeUNet, segment, type UNet } from '@unet/model';
import type { SampleArrays } from '@unet/tensor/arrays';
import {
  adam,
  type Batch,
  createBatch,
  createTrainingState,
  currentUNet,
  decodeCheckpoint,
  disposeTrainingState,
  encodeCheckpoint,
  evaluate,
  type Optimizer,
  sgd,
  type TrainingState,
  train,
  trainStep,
} from '@unet/trainer';
import { expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { squareSlices, tinyConfig, tinySource, tinyState, valuesOf } from './tiny.ts';

const source = tinySource();

async function withBatch(work: (batch: Batch) => Promise<void>): Promise<void> {
  await expectNoLeak(async () => {
    const batch = createBatch([source.sample(0) as SampleArrays]);
    await work(batch);
    dispose([batch.image, batch.label, batch.weight]);
  });
}

/** Every function that takes a state and an optimiser. */
function calls(state: TrainingState, optimizer: Optimizer, batch: Batch): [string, () => unknown][] {
  return [
    ['train', () => train(state, source, { optimizer, schedule: 1e-3, steps: 1 })],
    ['trainStep', () => trainStep(state, batch, { optimizer, learningRate: 1e-3 })],
    ['encodeCheckpoint', () => encodeCheckpoint(state, optimizer)],
  ];
}

/** One that is thrown at once or rejected. */
async function errorOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('what is no training state is refused in one line', () => {
  test.each([
    ['a network', () => createUNet(tinyConfig), '{ config, parameters }'],
    ['nothing', () => undefined, 'undefined'],
    ['null', () => null, 'null'],
    ['a state that was not awaited', () => Promise.resolve(), 'Promise'],
    ['a state without its optimiser', () => withoutOptimizer(), '{ config, parameters, optimizerState, step }'],
  ] as [string, () => unknown, string][])('%s', async (_, make, got) => {
    await withBatch(async (batch) => {
      const value = make() as TrainingState;
      const all = [
        ...calls(value, adam(), batch),
        ['currentUNet', () => currentUNet(value)],
        ['disposeTrainingState', () => disposeTrainingState(value)],
      ] as [string, () => unknown][];
      for (const [name, call] of all) {
        const wanted = new TypeError(`${name}: state must be made by createTrainingState, got ${got}`);
        expect(await errorOf(call)).toEqual(wanted);
      }
      // Not even by disposeTrainingState.
      for (const tensor of Object.values(value?.parameters ?? {})) expect(tensor.isDisposed).toBe(false);
      dispose({ ...value?.parameters, ...value?.optimizerState });
    });
  });

  function withoutOptimizer(): Omit<TrainingState, 'optimizer'> {
    const { optimizer: _, ...rest } = tinyState(adam());
    return rest;
  }

  test('steps that are no count', () => {
    const state = tinyState(sgd());
    state.step = Number.NaN;
    expect(() => train(state, source, { optimizer: sgd(), schedule: 1, steps: 1 })).toThrow(
      new RangeError('train: state.step must be a non-negative integer, got NaN'),
    );
    disposeTrainingState(state);
  });
});

test('a state that was disposed says so, and may be disposed again', async () => {
  await withBatch(async (batch) => {
    const state = tinyState(adam());
    disposeTrainingState(state);
    for (const [name, call] of [...calls(state, adam(), batch), ['currentUNet', () => currentUNet(state)]] as [
      string,
      () => unknown,
    ][]) {
      expect(await errorOf(call)).toEqual(new TypeError(`${name}: state was disposed`));
    }
    disposeTrainingState(state);
  });
});

test('a state is no network', async () => {
  await expectNoLeak(async () => {
    const state = tinyState(adam());
    const slices = squareSlices(1);
    // @ts-expect-error the types know it, too
    const asNetwork: UNet = state;
    const reason = 'unet must be a network, got a training state: pass currentUNet(state)';
    await expect(segment(asNetwork, slices[0]!.image)).rejects.toThrow(new TypeError(`segment: ${reason}`));
    await expect(evaluate(asNetwork, slices)).rejects.toThrow(new TypeError(`evaluate: ${reason}`));
    expect(() => disposeUNet(asNetwork)).toThrow(/^disposeUNet: unet must be a network, got a training state: /);
    expect(() => createTrainingState(asNetwork, adam())).toThrow(
      /^createTrainingState: unet must be a network, got a training state: its weights belong to the state/,
    );
    disposeTrainingState(state);
  });
});

describe('another optimiser than the one that a state was made for', () => {
  const must = 'optimizer must be the one that the state was made for,';
  const plain: Optimizer = {
    name: 'plain',
    initialise: () => ({}),
    update: ({ parameters }) => ({
      parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, value.clone()])),
      state: {},
    }),
  };

  test.each([
    [adam(), sgd(), 'adam, got sgd'],
    [sgd(), adam(), 'sgd, got adam'],
    [adam(), adam({ beta1: 0.5 }), 'adam with beta1 0.9, got beta1 0.5'],
    [sgd({ momentum: 0 }), sgd(), 'sgd with momentum 0, got momentum 0.99'],
    [plain, { ...plain, settings: { kind: 'slow' } }, 'plain with kind undefined, got kind "slow"'],
  ])('is refused, and the state stays: %#', async (optimizer, other, difference) => {
    await withBatch(async (batch) => {
      const state = tinyState(optimizer);
      const bytes = await encodeCheckpoint(state, optimizer);
      const loaded = decodeCheckpoint(bytes, { config: tinyConfig, optimizer });
      for (const one of [state, loaded]) {
        for (const [name, call] of calls(one, other, batch)) {
          expect(await errorOf(call)).toEqual(new RangeError(`${name}: ${must} ${difference}`));
        }
        expect(await encodeCheckpoint(one, optimizer)).toEqual(bytes);
        disposeTrainingState(one);
      }
    });
  });

  test('an equal one is the same: settings count, not the object', async () => {
    await withBatch(async (batch) => {
      for (const make of [() => adam({ beta1: 0.5 }), () => sgd(), () => ({ ...plain, settings: {} })]) {
        const state = tinyState(make());
        trainStep(state, batch, { optimizer: make(), learningRate: 1e-3 }).dispose();
        const loaded = decodeCheckpoint(await encodeCheckpoint(state, make()), {
          config: tinyConfig,
          optimizer: make(),
        });
        trainStep(loaded, batch, { optimizer: make(), learningRate: 1e-3 }).dispose();
        trainStep(state, batch, { optimizer: make(), learningRate: 1e-3 }).dispose();
        expect(await valuesOf(loaded.parameters)).toEqual(await valuesOf(state.parameters));
        expect(state.optimizer).toEqual(loaded.optimizer);
        disposeTrainingState(state);
        disposeTrainingState(loaded);
      }
    });
  });

  test('settings are noted as they were, and compared as JSON has them', async () => {
    await withBatch(async (batch) => {
      const settings: Record<string, unknown> = { rate: 1, absent: undefined, inner: { list: [1, 2] } };
      const state = tinyState({ ...plain, settings });
      expect(state.optimizer).toEqual({ name: 'plain', settings: { rate: 1, inner: { list: [1, 2] } } });
      trainStep(state, batch, { optimizer: { ...plain, settings }, learningRate: 1 }).dispose();
      settings.rate = 2;
      expect(() => trainStep(state, batch, { optimizer: { ...plain, settings }, learningRate: 1 })).toThrow(
        new RangeError(`trainStep: ${must} plain with rate 1, got rate 2`),
      );
      disposeTrainingState(state);
    });
  });

  test('settings that are no JSON leave the network to the caller, and no tensors behind', async () => {
    await expectNoLeak(() => {
      const unet = createUNet(tinyConfig);
      const settings: Record<string, unknown> = {};
      settings.self = settings;
      const circular: Optimizer = { ...plain, settings, initialise: () => ({ count: scalar(0) }) };
      expect(() => createTrainingState(unet, circular)).toThrow(TypeError);
      disposeUNet(unet);
    });
  });

  test('an optimiser has a name', () => {
    const unet = createUNet(tinyConfig);
    const { name: _, ...nameless } = plain;
    expect(() => createTrainingState(unet, nameless as Optimizer)).toThrow(
      new TypeError(
        'createTrainingState: optimizer must be an Optimizer { name, initialise, update } as adam() makes it, got { initialise, update }',
      ),
    );
    disposeUNet(unet);
  });
});
