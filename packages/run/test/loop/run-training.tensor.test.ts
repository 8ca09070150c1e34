import { dispose } from '@tensorflow/tfjs-core';
import { loadNetwork, loadUNet } from '@unet/model';
import { createRunControls, type RunEvent, type RunListener, runIdentity, runTraining } from '@unet/run';
import { expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { heldOut, MemoryStore, tinyOrder, training } from './run-here.ts';

const kindsOf = (events: readonly RunEvent[]): string[] => events.map(({ kind }) => kind);

describe('a run', () => {
  test('is told step by step, saved and drawn at its pace, scored, and leaves no tensor', async () => {
    await expectNoLeak(async () => {
      const order = tinyOrder(5);
      const run = await runTraining(order);
      const { events, store } = order;
      expect(kindsOf(events)).toEqual(
        ['ready', 'step', 'step', 'saved', 'step', 'preview', 'step', 'saved', 'step', 'ended'].concat([
          'scoring',
          'scoring',
          'scored',
        ]),
      );
      expect(store.appended).toEqual([1, 2, 3, 4, 5]);
      expect(store.saved.map(({ status, step }) => `${status} ${step}`)).toEqual([
        'running 2',
        'running 4',
        'finished 5',
        'finished 5',
      ]);
      expect(store.saved[1]!.weights).toBeUndefined();
      expect(run).toBe(store.saved.at(-1));
      expect(run.losses).toHaveLength(5);
      expect(run.scores).toMatchObject({ slices: 1, threshold: 0.5 });
      expect(run.scores!.pixelError).toBeGreaterThan(0);
      const unet = await loadUNet(run.weights!);
      expect(unet.config.baseWidth).toBe(2);
      return Object.values(unet.parameters);
    });
  });

  test('that was ended goes on as if it had never stopped', async () => {
    const whole = await runTraining(tinyOrder(4));
    const store = new MemoryStore();
    const first = tinyOrder(4, { store });
    const controls = createRunControls();
    const onEvent: RunListener = (event) => {
      if (event.kind === 'step' && event.report.step === 3) controls.end('paused');
    };
    const paused = await runTraining({ ...first, controls, onEvent });
    expect(paused).toMatchObject({ status: 'paused', step: 3, scores: undefined });
    const second = tinyOrder(4, { store });
    const finished = await runTraining(second);
    expect(second.events[0]).toMatchObject({ kind: 'ready', step: 3, restored: true });
    expect(second.store.appended).toEqual([1, 2, 3, 4]);
    expect(finished.checkpoint).toEqual(whole.checkpoint);
    expect(finished.losses).toEqual(whole.losses);
  });

  test('that is stopped is scored; one that is finished is scored again when it goes on', async () => {
    const controls = createRunControls();
    const order = tinyOrder(9, { controls });
    const stopped = await runTraining({
      ...order,
      onEvent: ({ kind }) => {
        if (kind === 'step') controls.end('stopped');
      },
    });
    expect(stopped).toMatchObject({ status: 'stopped', step: 1, scores: { slices: 1 } });
    const again = tinyOrder(1, { store: order.store });
    expect(await runTraining(again)).toMatchObject({ status: 'finished', step: 1, scores: stopped.scores });
    expect(kindsOf(again.events)).toEqual(['ended', 'scoring', 'scoring', 'scored']);
  });

  test('that is ended while it is scored is without scores', async () => {
    const controls = createRunControls();
    const order = tinyOrder(1, { controls });
    const onEvent: RunListener = ({ kind }) => {
      if (kind === 'scoring') controls.end('paused');
    };
    expect(await runTraining({ ...order, onEvent })).toMatchObject({ status: 'finished', scores: undefined });
  });

  test('is saved when somebody asks', async () => {
    const controls = createRunControls();
    const order = tinyOrder(3, { controls });
    const onEvent: RunListener = (event) => {
      if (event.kind === 'step' && event.report.step === 1) controls.save();
    };
    await runTraining({ ...order, onEvent });
    expect(order.store.saved.map(({ step }) => step)).toEqual([1, 2, 3, 3]);
  });

  test('has no previews and no scores without held-out slices', async () => {
    const order = tinyOrder(4, { heldOut: [] });
    expect(await runTraining(order)).toMatchObject({ status: 'finished', scores: undefined });
    expect(kindsOf(order.events)).not.toContain('preview');
  });

  test('may be that of an FCN', async () => {
    const settings = { architecture: 'fcn-32s', dropout: 'bottom', inputSize: 40 } as const;
    const { weights, status, scores } = await runTraining(tinyOrder(2, { settings }));
    expect({ status, slices: scores!.slices }).toEqual({ status: 'finished', slices: 1 });
    const { config, parameters } = await loadNetwork(weights!);
    dispose(parameters);
    expect(config).toMatchObject({ architecture: 'fcn-32s', baseWidth: 2, headWidth: 128, dropoutRate: 0.5 });
  });

  test('that has lost its log goes on without it', async () => {
    const order = tinyOrder(2);
    await runTraining(order);
    order.store.kept = { ...order.store.kept, course: undefined };
    const longer = tinyOrder(3, { store: order.store });
    const { losses, step } = await runTraining(longer);
    expect(step).toBe(3);
    expect(Array.from(losses).map(Number.isNaN)).toEqual([true, true, false]);
  });
});

describe('another run', () => {
  test.each([
    ['settings', { settings: { seed: 9 } }, 'checkpoint: of another run: settings.seed was 1, now 9'],
    ['data', { training: training.slice(1) }, 'checkpoint: of another run: data was'],
    [
      'length of a cosine',
      { settings: { schedule: 'cosine' as const } },
      'checkpoint: of another run: settings.schedule',
    ],
  ])('of other %s does not go on with it', async (_, changed, message) => {
    const { store } = await finished();
    await expect(runTraining(tinyOrder(3, { ...changed, store }))).rejects.toThrow(message);
  });

  test('cannot end before it began', async () => {
    const { store } = await finished();
    await expect(runTraining(tinyOrder(1, { store }))).rejects.toThrow(
      'the run has taken 2 steps already: it cannot end before, got 1 steps',
    );
  });

  test('in words of an earlier version goes on', async () => {
    const { store } = await finished();
    const kept = store.kept;
    const other = tinyOrder(3, { settings: { seed: 9 } });
    // What was written under seed 1 is claimed to be this run's in former words.
    const formerIdentity = runIdentity(tinyOrder(2).plan, training);
    other.store.kept = { ...kept, formerIdentity };
    expect(await runTraining(other)).toMatchObject({ step: 3, status: 'finished' });
  });

  async function finished() {
    const order = tinyOrder(2);
    await runTraining(order);
    return order;
  }
});

describe('what goes wrong', () => {
  test('a run that diverges ends with what it knew before', async () => {
    const order = tinyOrder(40, { settings: { learningRate: 1e30, optimizer: 'sgd', schedule: 'constant' } });
    const run = await runTraining({
      ...order,
      pace: { ...order.pace, checkpoints: { isDue: () => false, done: () => {} } },
    });
    expect(run.status).toBe('diverged');
    expect(run.message).toMatch(/^step \d+: .*; try a lower learning rate$/);
    expect(run.step).toBe(0);
    expect(run.weights).toBeUndefined();
    expect(kindsOf(order.events).at(-1)).toBe('ended');
  });

  test('a store that is full ends the run, and nothing leaks', async () => {
    await expectNoLeak(async () => {
      const store = new MemoryStore();
      store.save = () => Promise.reject(new Error('no space left'));
      await expect(runTraining(tinyOrder(5, { store }))).rejects.toThrow('no space left');
      return [];
    });
  });

  test('a listener that fails ends the run with its error', async () => {
    const onEvent: RunListener = () => Promise.reject(new Error('cannot draw'));
    await expect(runTraining(tinyOrder(5, { onEvent }))).rejects.toThrow('cannot draw');
  });
});

test('previews are of the first held-out slice', async () => {
  const order = tinyOrder(4);
  await runTraining(order);
  const preview = order.events.find((event) => event.kind === 'preview')!.preview;
  expect(preview).toMatchObject({ step: 3, image: { height: 48 }, probability: { height: 48, channels: 1 } });
  expect(preview.truth).toBe(heldOut[0]!.label);
  expect(preview.pixelError).toBeLessThanOrEqual(1);
});
