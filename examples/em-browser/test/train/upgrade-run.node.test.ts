import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { FileError } from '@unet/files';
import { DivergedError, disposeTrainingState } from '@unet/trainer';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StoredRun } from '../../src/storage/stored-run.ts';
import { UnknownRunError, upgradeRun } from '../../src/storage/upgrade-run.ts';
import { captureRun, divergenceOf, openState } from '../../src/train/worker/run-keeper.ts';
import { createRunLog } from '../../src/train/worker/run-log.ts';
import { oldRun } from '../support/old-runs.ts';

const paused = upgradeRun(oldRun('paused'))!;

describe('a run of the first version', () => {
  test('has its options under the names of today, and keeps its numbers', () => {
    expect(paused).toMatchObject({
      version: 2,
      status: 'paused',
      step: 14,
      steps: 1000,
      backend: 'simd',
      dataset: { id: 'phantom-1' },
      plan: {
        inputSize: 44,
        recipe: 'quick',
        learningRate: 0.002,
        augmentation: { flips: true, elastic: { kind: 'coarse', grid: 3, sigma: 5, probability: 0.7 }, noise: 0.03 },
        // Cells that touch at a corner were one.
        weighting: { w0: 5, sigma: 5, balance: 'notebook', connectivity: 8 },
      },
      formerPlan: { tile: 44, weighting: { balance: 'reference' } },
    });
    expect(paused.losses).toHaveLength(14);
    expect(Object.keys(paused.plan)).not.toContain('tile');
    expect(Object.keys(paused.plan.augmentation.elastic!)).not.toContain('deviation');
  });

  test.each([
    [{ elastic: null }, { elastic: null }],
    [{ shift: 3 }, { shift: 3 }],
    [
      { elastic: { kind: 'dense', sigma: 5 }, noise: 0.2 },
      { elastic: { kind: 'dense', sigma: 5 }, noise: 0.2 },
    ],
  ])('augmentation %o becomes %o', (former, today) => {
    const old = oldRun('paused') as { readonly plan: object };
    expect(upgradeRun({ ...old, plan: { ...old.plan, augmentation: former } })!.plan.augmentation).toEqual(today);
  });

  test('another balance keeps its name, and none stays none', () => {
    const old = oldRun('paused') as { readonly plan: object };
    const weighting = (former: object) =>
      upgradeRun({ ...old, plan: { ...old.plan, weighting: former } })!.plan.weighting;
    expect(weighting({ balance: 'inverse-frequency' })).toEqual({ balance: 'inverse-frequency', connectivity: 8 });
    expect(weighting({ w0: 3 })).toEqual({ w0: 3, connectivity: 8 });
  });

  test('of its scores only those remain that mean the same', () => {
    expect(paused.scores).toBeUndefined();
    expect(upgradeRun(oldRun('finished'))!.scores).toEqual({
      slices: 2,
      threshold: 0.5,
      pixelError: 0.6552581787109375,
      constantPixelError: 0.22751617431640625,
      cells: undefined,
      best: undefined,
    });
  });

  test('without a checkpoint has nothing that it must agree with', () => {
    const upgraded = upgradeRun({ ...(oldRun('paused') as object), checkpoint: undefined })!;
    expect(upgraded.formerPlan).toBeUndefined();
  });
});

test('a run of this version stays as it is, and nothing is nothing', () => {
  expect(upgradeRun(paused)).toBe(paused);
  expect(upgradeRun(undefined)).toBeUndefined();
});

test.each([{ version: 3 }, {}, null, 'run'])('%o is a run that this page cannot read', (stored) => {
  expect(() => upgradeRun(stored)).toThrow(UnknownRunError);
  expect(() => upgradeRun(stored)).toThrow(/^The run that this browser keeps was written by another version/);
});

describe('the state of a run of the first version', () => {
  beforeAll(async () => {
    await setBackend('cpu');
  });

  test('is read, goes on, and is saved in the words of today', async () => {
    const before = memory().numTensors;
    const state = openState(paused);
    expect(state.step).toBe(14);
    const saved = await captureRun(paused, state, createRunLog(paused));
    const bias = await state.parameters['head.bias']!.data();
    disposeTrainingState(state);
    expect(saved).toMatchObject({ step: 14, formerPlan: undefined, plan: paused.plan });
    expect(saved.checkpoint).not.toEqual(paused.checkpoint);

    const again = openState(saved);
    expect([again.step, await again.parameters['head.bias']!.data()]).toEqual([14, bias]);
    disposeTrainingState(again);
    expect(memory().numTensors).toBe(before);
  });

  test('of another plan is refused in one line', () => {
    const other: StoredRun = { ...paused, formerPlan: { ...paused.formerPlan!, tile: 60 } };
    expect(() => openState(other)).toThrow(new FileError('checkpoint: of another run: tile was 44, now 60'));
    expect(() => openState({ ...paused, formerPlan: undefined })).toThrow(/^checkpoint: of another run: /);
  });
});

test('a loss or weights that are not finite are a divergence, in words; nothing else is', async () => {
  await setBackend('cpu');
  const state = openState(paused);
  try {
    expect(divergenceOf(new DivergedError(14, Number.NaN), state)).toBe(
      'step 14: loss is NaN; try a lower learning rate',
    );
    state.parameters['head.bias']!.dispose();
    const { tensor1d } = await import('@tensorflow/tfjs-core');
    const broken = { ...state.parameters, 'head.bias': tensor1d([Number.NaN, 0]) };
    Object.assign(state, { parameters: broken });
    const thrown = await captureRun(paused, state, createRunLog(paused)).catch((error: unknown) => error);
    expect(divergenceOf(thrown, state)).toBe('step 14: weights are not finite; try a lower learning rate');
    expect(divergenceOf(new TypeError('else'), state)).toBeUndefined();
  } finally {
    disposeTrainingState(state);
  }
});
