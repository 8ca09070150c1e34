import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { phantomSlices } from '@unet/phantom/arrays';
import { byCost, createRunControls, runTraining } from '@unet/run';
import { expectNoLeak } from '@unet-internal/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StoredRun } from '../../src/storage/stored-run.ts';
import { isOfFirstVersion, UnknownRunError, upgradeRun } from '../../src/storage/upgrade-run.ts';
import { createPageStore } from '../../src/train/worker/page-store.ts';
import { oldRun } from '../support/old-runs.ts';

const paused = upgradeRun(oldRun('paused'))!;

describe('a run of the first version', () => {
  test('has its options under the names of today, and keeps its numbers', () => {
    expect(paused).toMatchObject({
      version: 3,
      status: 'paused',
      step: 14,
      waitSeconds: 0,
      backend: 'simd',
      dataset: { id: 'phantom-1' },
      plan: {
        inputSize: 44,
        steps: 1000,
        settings: {
          optimizer: 'adam',
          schedule: 'inverse-root',
          placement: 'random',
          learningRate: 0.002,
          augmentation: { flips: true, elastic: { kind: 'coarse', grid: 3, sigma: 5, probability: 0.7 }, noise: 0.03 },
          // Cells that touch at a corner were one.
          borderWeight: 5,
          borderSigma: 5,
          classBalance: 'notebook',
          connectivity: 8,
        },
      },
      formerIdentity: { tile: 44, weighting: { balance: 'reference' } },
    });
    expect(isOfFirstVersion(paused)).toBe(true);
    expect(paused.losses).toHaveLength(14);
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
    expect(upgradeRun({ ...old, plan: { ...old.plan, augmentation: former } })!.plan.settings.augmentation).toEqual(
      today,
    );
  });

  test('another balance keeps its name, and none stays none', () => {
    const old = oldRun('paused') as { readonly plan: object };
    const weighting = (former: object) =>
      upgradeRun({ ...old, plan: { ...old.plan, weighting: former } })!.plan.settings;
    expect(weighting({ balance: 'inverse-frequency' })).toMatchObject({
      classBalance: 'inverse-frequency',
      connectivity: 8,
    });
    expect(weighting({ w0: 3 })).toMatchObject({ borderWeight: 3, classBalance: 'notebook', connectivity: 8 });
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
    expect(upgraded.formerIdentity).toBeUndefined();
  });
});

test('a run of the second version keeps its plan as what its checkpoint says', () => {
  const { plan, formerIdentity: _, waitSeconds: __, ...rest } = paused;
  const { settings, config, inputSize, steps } = plan;
  const second = {
    config,
    inputSize,
    recipe: 'paper',
    learningRate: 0.5,
    seed: 3,
    augmentation: settings.augmentation,
    weighting: { w0: 2, sigma: 4, balance: 'none' },
  };
  const upgraded = upgradeRun({ ...rest, version: 2, plan: second, steps, formerPlan: undefined })!;
  expect(upgraded.formerIdentity).toEqual(second);
  expect(isOfFirstVersion(upgraded)).toBe(false);
  expect(upgraded.plan).toMatchObject({
    config,
    inputSize,
    steps,
    settings: { optimizer: 'sgd', learningRate: 0.5, seed: 3, borderWeight: 2, borderSigma: 4, classBalance: 'none' },
  });
});

test('a run of this version stays as it is, and nothing is nothing', () => {
  expect(upgradeRun(paused)).toBe(paused);
  expect(upgradeRun(undefined)).toBeUndefined();
});

test.each([{ version: 4 }, {}, null, 'run'])('%o is a run that this page cannot read', (stored) => {
  expect(() => upgradeRun(stored)).toThrow(UnknownRunError);
  expect(() => upgradeRun(stored)).toThrow(/^The run that this browser keeps was written by another version/);
});

describe('a run of the first version in the worker', () => {
  beforeAll(async () => {
    await setBackend('cpu');
  });

  const slices = phantomSlices({ seed: 1, count: 2, height: 48, width: 48 });

  /** Two more steps; there is no storage in Node, which the page is told of. */
  async function goOn(stored: StoredRun) {
    const told: string[] = [];
    const run = { ...stored, plan: { ...stored.plan, steps: 16 } };
    const ended = await runTraining({
      plan: run.plan,
      training: slices,
      heldOut: [],
      store: createPageStore(run, (event) => told.push(event.kind)),
      controls: createRunControls(),
      onEvent: () => {},
      workers: 0,
      createWorker: () => {
        throw new Error('no worker was asked for');
      },
      pace: { checkpoints: byCost(0, 0), previews: byCost(1e9, 0) },
      symmetries: false,
    });
    return { ended, told };
  }

  test('goes on, and training does not end for want of storage, which is told once', async () => {
    await expectNoLeak(async () => {
      const { ended, told } = await goOn(paused);
      expect(ended).toMatchObject({ status: 'finished', step: 16 });
      expect(Array.from(ended.losses).slice(0, 14)).toEqual(Array.from(paused.losses));
      expect(told).toEqual(['unsaved']);
      return [];
    });
  });

  test('of another plan is refused in one line', async () => {
    const other = { ...paused, formerIdentity: { ...paused.formerIdentity, tile: 60 } };
    await expect(goOn(other)).rejects.toThrow(/^checkpoint: of another run: /);
    await expect(goOn({ ...paused, formerIdentity: undefined })).rejects.toThrow(/^checkpoint: of another run: /);
  });
});
