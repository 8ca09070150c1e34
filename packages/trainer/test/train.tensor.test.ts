import { dispose, memory } from '@tensorflow/tfjs-core';
import { createUNet, disposeUNet, segment } from '@unet/model';
import { type Sample, sampleFromArrays } from '@unet/tensor';
import { createRandom, type SampleArrays } from '@unet/tensor/arrays';
import {
  adam,
  type ClosableSource,
  constantSchedule,
  createBatch,
  createTileSource,
  createTrainingState,
  createWorkerSource,
  currentUNet,
  DivergedError,
  decodeCheckpoint,
  disposeTrainingState,
  encodeCheckpoint,
  type Optimizer,
  prefetch,
  type SampleSource,
  type StepReport,
  sgd,
  stepSchedule,
  type TrainingState,
  type TrainOptions,
  train,
  trainStep,
} from '@unet/trainer';
import type { WeightMapOptions } from '@unet/weight-map';
import { countReads, expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inThreadWorker } from './in-thread-worker.ts';
import { variedSource, watched } from './sources.ts';
import { squareSlices, tinyConfig, tinySource, tinyState, valuesOf } from './tiny.ts';

const optimizer = adam();
const options = { optimizer, schedule: constantSchedule(1e-2) };

async function collect(state: TrainingState, source: SampleSource, more: Omit<TrainOptions, keyof typeof options>) {
  const reports: StepReport[] = [];
  for await (const report of train(state, source, { ...options, ...more })) reports.push(report);
  return reports;
}

/** Weights and the optimiser's tensors, bit for bit. */
async function everythingOf(state: TrainingState): Promise<unknown> {
  return [state.step, await valuesOf(state.parameters), await valuesOf(state.optimizerState)];
}

describe('in order', () => {
  test('reports every step, its epoch and its rate, and asks for each sample once', async () => {
    await expectNoLeak(async () => {
      const state = tinyState(optimizer);
      const source = watched(tinySource());
      expect(source.length).toBe(8);
      const reports: StepReport[] = [];
      const schedule = stepSchedule(0.5, { every: 4, factor: 0.5 });
      for await (const report of train(state, source, { optimizer, schedule, steps: 10 })) {
        expect(state.step).toBe(report.step);
        expect(Number.isFinite(report.loss)).toBe(true);
        expect(report.seconds).toBeGreaterThan(0);
        reports.push(report);
      }
      expect(reports.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(reports.map(({ epoch }) => epoch)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
      expect(reports.map(({ learningRate }) => learningRate)).toEqual([
        ...Array(4).fill(0.5),
        ...Array(4).fill(0.25),
        0.125,
        0.125,
      ]);
      expect(source.asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      disposeTrainingState(state);
    });
  });

  test('two samples a step', async () => {
    await expectNoLeak(async () => {
      const state = tinyState(optimizer);
      const source = watched(tinySource());
      const reports = await collect(state, source, { steps: 6, batchSize: 2 });
      expect(source.asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      expect(reports.map(({ epoch }) => epoch)).toEqual([0, 0, 0, 0, 1, 1]);
      disposeTrainingState(state);
    });
  });

  test('the loss falls', async () => {
    const state = tinyState(optimizer);
    const losses = (await collect(state, tinySource(), { steps: 80 })).map(({ loss }) => loss);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(losses.slice(-8))).toBeLessThan(0.7 * mean(losses.slice(0, 8)));
    disposeTrainingState(state);
  });

  test('the next samples are prepared before the report of a step, and no others', async () => {
    const state = tinyState(optimizer);
    const source = watched(tinySource());
    for await (const { step } of train(state, source, { ...options, steps: 3 })) {
      expect(source.asked).toEqual([0, 1, 2].slice(0, step + 1));
    }
    disposeTrainingState(state);
  });

  test('is trainStep again and again, every step with dropout masks of its own', async () => {
    await expectNoLeak(async () => {
      const looped = tinyState(optimizer, { dropout: 'bottom' });
      await collect(looped, tinySource(), { steps: 3, seed: 7 });
      const single = tinyState(optimizer, { dropout: 'bottom' });
      for (let step = 0; step < 3; step++) {
        const batch = createBatch([await tinySource().sample(step)]);
        const random = createRandom(7).fork('dropout').fork(step);
        trainStep(single, batch, { optimizer, learningRate: 1e-2, random }).dispose();
        dispose([batch.image, batch.label, batch.weight]);
      }
      expect(await everythingOf(single)).toEqual(await everythingOf(looped));
      disposeTrainingState(looped);
      disposeTrainingState(single);
    });
  });

  test('a run that is complete takes no step and asks for nothing', async () => {
    const state = tinyState(optimizer);
    state.step = 3;
    const source = watched(tinySource());
    expect(await collect(state, source, { steps: 3 })).toEqual([]);
    expect(source.asked).toEqual([]);
    disposeTrainingState(state);
  });

  describe('by the clock', () => {
    /** Milliseconds; stands still but where a test lets time pass. */
    let clock = 0;
    beforeEach(() => {
      vi.spyOn(performance, 'now').mockImplementation(() => clock);
    });
    afterEach(() => {
      vi.restoreAllMocks();
    });

    test('a step takes as long as it takes, not as long as the caller', async () => {
      const state = tinyState(optimizer);
      const slow: SampleSource = {
        length: 8,
        sample: async (index) => {
          await wait(1);
          // The samples of a batch are asked for at once; those of the second step are ready when it begins.
          if (index < 2) clock += 30;
          return tinySource().sample(index);
        },
      };
      const reports: StepReport[] = [];
      for await (const report of train(state, slow, { ...options, steps: 2, batchSize: 2 })) {
        reports.push(report);
        await wait(20);
        clock += 2000;
      }
      expect(reports.map(({ seconds, waitSeconds }) => [seconds, waitSeconds])).toEqual([
        [0.06, 0.06],
        [0, 0],
      ]);
      disposeTrainingState(state);
    });

    test('a source that computes on this thread is waited for, too: its own sample and the next one', async () => {
      const state = tinyState(optimizer);
      const busy: SampleSource = {
        length: 8,
        sample: (index) => {
          clock += 40;
          return tinySource().sample(index);
        },
      };
      const reports = await collect(state, busy, { steps: 3 });
      expect(reports.map(({ waitSeconds }) => waitSeconds)).toEqual([0.08, 0.04, 0]);
      disposeTrainingState(state);
    });
  });

  test('the event loop has a turn in every step, also where nothing is waited for', async () => {
    const state = tinyState(optimizer);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1);
    const reports = await collect(state, tinySource(), { steps: 200, signal: controller.signal });
    expect(reports.length).toBeLessThan(20);
    disposeTrainingState(state);
  });
});

describe('resumed', () => {
  test.each(['none', 'bottom', 'last-two'] as const)('goes on bit for bit, dropout %s', async (dropout) => {
    await expectNoLeak(async () => {
      const whole = tinyState(optimizer, { dropout });
      const losses = await collect(whole, tinySource(), { steps: 7, batchSize: 2, seed: 'dropout' });

      const first = tinyState(optimizer, { dropout });
      await collect(first, tinySource(), { steps: 3, batchSize: 2, seed: 'dropout' });
      const bytes = await encodeCheckpoint(first, optimizer);
      disposeTrainingState(first);
      const second = decodeCheckpoint(bytes, { config: { ...tinyConfig, dropout }, optimizer });
      expect(second.step).toBe(3);
      const rest = await collect(second, tinySource(), { steps: 7, batchSize: 2, seed: 'dropout' });

      expect(rest.map(({ step, loss }) => [step, loss])).toEqual(losses.slice(3).map(({ step, loss }) => [step, loss]));
      expect(await everythingOf(second)).toEqual(await everythingOf(whole));
      disposeTrainingState(second);
      disposeTrainingState(whole);
    });
  });

  test('the seed of dropout matters', async () => {
    const ends: unknown[] = [];
    for (const seed of [0, 1, undefined]) {
      const state = tinyState(optimizer, { dropout: 'bottom' });
      await collect(state, tinySource(), { steps: 2, ...(seed === undefined ? {} : { seed }) });
      ends.push(await everythingOf(state));
      disposeTrainingState(state);
    }
    expect(ends[1]).not.toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  });
});

describe('samples from workers', () => {
  const fromWorkers = async (workers: number, source = variedSource()) =>
    prefetch(await createWorkerSource({ createWorker: () => inThreadWorker(() => source), workers, setup: {} }));

  test('change no bit, nor does another number of workers after a resume', async () => {
    await expectNoLeak(async () => {
      const whole = tinyState(optimizer);
      const losses = (await collect(whole, variedSource(), { steps: 7, batchSize: 2 })).map(({ loss }) => loss);

      const state = tinyState(optimizer);
      const reports: StepReport[] = [];
      for (const [workers, steps] of [
        [1, 3],
        [2, 5],
      ] as const) {
        const source = await fromWorkers(workers);
        reports.push(...(await collect(state, source, { steps, batchSize: 2 })));
        await source.close();
      }
      reports.push(...(await collect(state, variedSource(), { steps: 7, batchSize: 2 })));

      expect(reports.map(({ loss }) => loss)).toEqual(losses);
      expect(await everythingOf(state)).toEqual(await everythingOf(whole));
      disposeTrainingState(state);
      disposeTrainingState(whole);
    });
  });

  test('that fail end the run at the step that needs them', async () => {
    await expectNoLeak(async () => {
      const plain = variedSource();
      const source = await fromWorkers(2, {
        length: plain.length,
        sample: (index) => (index === 3 ? Promise.reject(new RangeError('unreadable')) : plain.sample(index)),
      });
      const state = tinyState(optimizer);
      await expect(collect(state, source, { steps: 8 })).rejects.toThrow(new RangeError('unreadable'));
      expect(state.step).toBe(3);
      await source.close();
      disposeTrainingState(state);
    });
  });

  test('are closed while a step may still ask for some: the run ends with that error', async () => {
    const source = await fromWorkers(1);
    const state = tinyState(optimizer);
    const run = async () => {
      for await (const { step } of train(state, source, { ...options, steps: 8 })) if (step === 2) await source.close();
    };
    await expect(run()).rejects.toThrow(/closed$/);
    expect(state.step).toBeGreaterThanOrEqual(2);
    disposeTrainingState(state);
  });
});

describe('ended early', () => {
  test('by the signal, after the step under way', async () => {
    await expectNoLeak(async () => {
      const state = tinyState(optimizer);
      const source = watched(tinySource());
      const controller = new AbortController();
      const steps: number[] = [];
      for await (const { step } of train(state, source, { ...options, steps: 8, signal: controller.signal })) {
        steps.push(step);
        if (step === 2) controller.abort();
      }
      expect(steps).toEqual([1, 2]);
      expect(state.step).toBe(2);
      disposeTrainingState(state);
    });
  });

  test('by a signal during a step: that step is reported, the next samples are not prepared', async () => {
    const state = tinyState(optimizer);
    const source = watched(tinySource());
    const controller = new AbortController();
    const schedule = (step: number): number => {
      if (step === 1) controller.abort();
      return 0.01;
    };
    const steps: number[] = [];
    for await (const { step } of train(state, source, { optimizer, schedule, steps: 8, signal: controller.signal })) {
      steps.push(step);
    }
    expect(steps).toEqual([1, 2]);
    expect(source.asked).toEqual([0, 1]);
    disposeTrainingState(state);
  });

  test('by a signal while samples are prepared: no further step', async () => {
    const state = tinyState(optimizer);
    const controller = new AbortController();
    const source: SampleSource = {
      length: 8,
      sample: async (index) => {
        controller.abort();
        return tinySource().sample(index);
      },
    };
    expect(await collect(state, source, { steps: 8, signal: controller.signal })).toEqual([]);
    expect(state.step).toBe(0);
    disposeTrainingState(state);
  });

  test('by a signal before the start: nothing is asked for', async () => {
    const state = tinyState(optimizer);
    const source = watched(tinySource());
    expect(await collect(state, source, { steps: 8, signal: AbortSignal.abort() })).toEqual([]);
    expect(source.asked).toEqual([]);
    disposeTrainingState(state);
  });

  test('by the caller: the state is whole, the batch is gone, and a new call goes on', async () => {
    await expectNoLeak(async () => {
      const state = tinyState(optimizer);
      const tensors = memory().numTensors;
      for await (const { step } of train(state, tinySource(), { ...options, steps: 5 })) {
        if (step === 2) break;
      }
      expect(memory().numTensors).toBe(tensors);
      const whole = tinyState(optimizer);
      await collect(whole, tinySource(), { steps: 5 });
      expect((await collect(state, tinySource(), { steps: 5 })).map(({ step }) => step)).toEqual([3, 4, 5]);
      expect(await everythingOf(state)).toEqual(await everythingOf(whole));
      disposeTrainingState(state);
      disposeTrainingState(whole);
    });
  });

  test('the failure of samples that are not awaited any more is no unhandled rejection', async () => {
    const state = tinyState(optimizer);
    const source: SampleSource = {
      length: 8,
      sample: (index) => (index < 1 ? tinySource().sample(index) : Promise.reject(new Error('unreadable'))),
    };
    for await (const { step } of train(state, source, { ...options, steps: 5 })) if (step === 1) break;
    // An unhandled rejection would end the test run.
    await wait(10);
    disposeTrainingState(state);
  });
});

describe('errors', () => {
  test.each([
    [
      'thrown',
      () => {
        throw new Error('unreadable');
      },
    ],
    ['rejected', () => Promise.reject(new Error('unreadable'))],
  ] as [string, () => never][])('of the source, %s, end the run after the steps before', async (_, fail) => {
    await expectNoLeak(async () => {
      const state = tinyState(optimizer);
      const source: SampleSource = {
        length: 8,
        sample: (index) => (index === 5 ? fail() : tinySource().sample(index)),
      };
      const steps: number[] = [];
      const run = async () => {
        for await (const { step } of train(state, source, { ...options, steps: 8, batchSize: 2 })) steps.push(step);
      };
      await expect(run()).rejects.toThrow('unreadable');
      expect(steps).toEqual([1, 2]);
      expect(state.step).toBe(2);
      expect(Object.values(state.parameters).some(({ isDisposed }) => isDisposed)).toBe(false);
      disposeTrainingState(state);
    });
  });

  test('of a step leave the state and no batch behind', async () => {
    await expectNoLeak(async () => {
      const state = tinyState(optimizer);
      const sample = {
        image: { height: 19, width: 19, channels: 1, data: new Float32Array(361) },
        label: { height: 2, width: 2, data: new Int32Array(4) },
        weight: { height: 2, width: 2, data: new Float32Array(4) },
      };
      await expect(collect(state, { length: 1, sample: () => sample }, { steps: 1 })).rejects.toThrow(RangeError);
      expect(state.step).toBe(0);
      disposeTrainingState(state);
    });
  });

  test('in the options', async () => {
    const state = tinyState(optimizer);
    const source = tinySource();
    await expect(collect(state, source, { steps: 0 })).rejects.toThrow(
      new RangeError('train: steps must be a positive integer, got 0'),
    );
    await expect(collect(state, source, { steps: 1, batchSize: 1.5 })).rejects.toThrow(
      new RangeError('train: batchSize must be a positive integer, got 1.5'),
    );
    await expect(collect(state, { ...source, length: 0 }, { steps: 1 })).rejects.toThrow(
      new RangeError('train: source.length must be a positive integer, got 0'),
    );
    await expect(collect(state, source, { steps: 1, onDiverged: 'stop' as 'throw' })).rejects.toThrow(
      new RangeError('train: onDiverged must be "throw" or "report", got "stop"'),
    );
    await expect(collect(state, source, { steps: 1, batch: 2 } as never)).rejects.toThrow(
      new TypeError(
        'train: options.batch is not an option, only optimizer, schedule, steps, batchSize, seed, signal, onDiverged',
      ),
    );
    const first = async (more: object) => train(state, source, { optimizer, schedule: 1e-2, steps: 1, ...more }).next();
    await expect(first({ optimizer: undefined })).rejects.toThrow(
      new TypeError(
        'train: optimizer must be an Optimizer { name, initialise, update } as adam() makes it, got undefined',
      ),
    );
    await expect(first({ optimizer: adam })).rejects.toThrow(/^train: optimizer must be .* got function$/);
    await expect(first({ schedule: undefined })).rejects.toThrow(
      new TypeError(
        'train: schedule must be a learning rate or a Schedule as constantSchedule() makes it, got undefined',
      ),
    );
    await expect(first({ schedule: -1 })).rejects.toThrow(
      new RangeError('train: schedule must be a finite number > 0, got -1'),
    );
    disposeTrainingState(state);
  });

  test('are thrown by the call itself, not first by a step, so that one that is awaited alone is no silent nothing', () => {
    const state = tinyState(optimizer);
    const source = tinySource();
    const call =
      (more: object, from: unknown = source) =>
      () =>
        train(state, from as SampleSource, { ...options, steps: 1, ...more });
    expect(call({ steps: 0 })).toThrow(new RangeError('train: steps must be a positive integer, got 0'));
    expect(call({ schedule: -1 })).toThrow(RangeError);
    expect(call({ seed: {} })).toThrow(TypeError);
    expect(call({ signal: new AbortController() })).toThrow(
      new TypeError('train: signal must be an AbortSignal, got AbortController'),
    );
    expect(call({}, [])).toThrow(
      new TypeError('train: source must be a SampleSource { length, sample }, got Array(0)'),
    );
    disposeTrainingState(state);
    expect(call({})).toThrow(new TypeError('train: state was disposed'));
  });

  test('a right call takes no step and asks for nothing until it is iterated', async () => {
    await expectNoLeak(async () => {
      const state = tinyState(optimizer);
      const source = watched(tinySource());
      await train(state, source, { ...options, steps: 2 });
      expect([state.step, source.asked]).toEqual([0, []]);
      disposeTrainingState(state);
    });
  });
});

describe('a loss that is not finite', () => {
  /** Sample 1 is one of those that ruin a network. */
  const broken: SampleSource = {
    length: 8,
    sample: async (index) => {
      const sample = (await tinySource().sample(index)) as SampleArrays;
      if (index === 1) sample.weight.data[0] = Number.POSITIVE_INFINITY;
      return sample;
    },
  };

  test('ends the run by an error that tells step and loss; the state is that after the step', async () => {
    await expectNoLeak(async () => {
      const state = tinyState(optimizer);
      const steps: number[] = [];
      const run = async () => {
        for await (const { step } of train(state, broken, { ...options, steps: 5 })) steps.push(step);
      };
      const error = await run().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DivergedError);
      const { name, step, loss, message } = error as DivergedError;
      expect(Number.isFinite(loss)).toBe(false);
      expect([name, step, message]).toEqual(['DivergedError', 2, `step 2: loss is ${loss}; try a lower learning rate`]);
      expect(steps).toEqual([1]);
      expect(state.step).toBe(2);
      disposeTrainingState(state);
    });
  });

  test('is reported as it is where that is wanted', async () => {
    await expectNoLeak(async () => {
      const state = tinyState(sgd());
      const losses: number[] = [];
      const how = { optimizer: sgd(), schedule: 1e-3, steps: 3, onDiverged: 'report' } as const;
      for await (const { loss } of train(state, broken, how)) losses.push(loss);
      expect(losses.map(Number.isFinite)).toEqual([true, false, false]);
      disposeTrainingState(state);
    });
  });
});

describe('samples that are tensors', () => {
  const tileOptions = { config: tinyConfig, inputSize: 28, augmentation: { flips: true }, seed: 1 } as const;

  test('train as those in plain memory, and are disposed', async () => {
    await expectNoLeak(async () => {
      const plain = tinyState(optimizer);
      const losses = (await collect(plain, tinySource(), { steps: 5, batchSize: 2 })).map(({ loss }) => loss);
      const state = tinyState(optimizer);
      const source = createTileSource(squareSlices(2), { ...tileOptions, prepare: 'device' });
      const reports = await collect(state, source, { steps: 5, batchSize: 2 });
      // Grey values of flipped tiles differ by rounding, and so do losses.
      expectAllClose(
        reports.map(({ loss }) => loss),
        losses,
        { relative: 1e-3 },
      );
      await source.close();
      disposeTrainingState(state);
      disposeTrainingState(plain);
    });
  });

  test('a run reads the losses, and what the source reads', async () => {
    await expectNoLeak(async () => {
      const state = tinyState(optimizer);
      const reads = async (weights: WeightMapOptions | undefined) => {
        const source = createTileSource(squareSlices(1), { ...tileOptions, weights, prepare: 'device' });
        const steps = state.step + 3;
        const counted = await countReads(() => collect(state, source, { steps }));
        await source.close();
        return counted;
      };
      expect(await reads({ w0: 0 })).toBe(3);
      // The slice's label, three labels, three losses.
      expect(await reads(undefined)).toBe(1 + 3 + 3);
      disposeTrainingState(state);
    });
  });

  /** A source that counts the tensors of its samples that were not disposed. */
  function countedSource(fail: (index: number) => boolean = () => false): ClosableSource<Sample> & { live(): number } {
    const made: Sample[] = [];
    return {
      length: 8,
      sample: async (index) => {
        if (fail(index)) throw new Error('unreadable');
        made.push(sampleFromArrays((await tinySource().sample(index)) as SampleArrays));
        return made.at(-1)!;
      },
      close: async () => {},
      live: () => made.flatMap((sample) => Object.values(sample)).filter(({ isDisposed }) => !isDisposed).length,
    };
  }

  test.each([
    ['when the run is complete', {}, () => false],
    ['when the caller leaves', {}, (step: number) => step === 2],
    ['when the signal is aborted', { signal: true }, () => false],
    ['when the schedule throws', { schedule: true }, () => false],
    ['when another sample fails', { fails: true }, () => false],
  ] as [string, Record<string, boolean>, (step: number) => boolean][])('none is left %s', async (_, how, leaves) => {
    await expectNoLeak(async () => {
      const state = tinyState(optimizer);
      const source = countedSource((index) => how.fails === true && index === 3);
      const controller = new AbortController();
      const schedule = (step: number): number => {
        if (how.schedule && step === 2) throw new Error('no rate');
        return 1e-2;
      };
      const run = async () => {
        const more = { optimizer, schedule, steps: 4, batchSize: 2, signal: controller.signal };
        for await (const { step } of train(state, source, more)) {
          if (how.signal && step === 2) controller.abort();
          if (leaves(step)) break;
        }
      };
      await run().catch(() => {});
      await wait(10);
      expect(source.live()).toBe(0);
      disposeTrainingState(state);
    });
  });
});

describe('the network that a state was made of', () => {
  test('says that its weights were handed over', async () => {
    await expectNoLeak(async () => {
      const unet = createUNet(tinyConfig);
      const state = createTrainingState(unet, optimizer);
      await collect(state, tinySource(), { steps: 1 });
      const [{ image }] = squareSlices(1) as [ReturnType<typeof squareSlices>[0]];
      await expect(segment(unet, image)).rejects.toThrow(
        new TypeError('segment: unet was handed over to a training state: use currentUNet(state)'),
      );
      expect(() => disposeUNet(unet)).toThrow(/^disposeUNet: unet was handed over to a training state/);
      expect(() => createTrainingState(unet, optimizer)).toThrow(
        /^createTrainingState: unet was handed over to a training state/,
      );
      const current = currentUNet(state);
      expect((await segment(current, image)).channels).toBe(2);
      expect(() => disposeUNet(current as never)).toThrow(
        new TypeError('disposeUNet: unet must be one that is owned, got one borrowed from a training state'),
      );
      await collect(state, tinySource(), { steps: 2 });
      await expect(segment(current, image)).rejects.toThrow(/^segment: unet was borrowed from a training state/);
      disposeTrainingState(state);
    });
  });

  test('stays the caller’s where no state came of it', async () => {
    await expectNoLeak(() => {
      const unet = createUNet(tinyConfig);
      const failing: Optimizer = {
        ...adam(),
        initialise: () => {
          throw new Error('no room');
        },
      };
      expect(() => createTrainingState(unet, failing)).toThrow('no room');
      expect(() => createTrainingState(unet, undefined as never)).toThrow(
        /^createTrainingState: optimizer must be an Optimizer .* got undefined$/,
      );
      disposeUNet(unet);
      expect(() => createTrainingState(unet, adam())).toThrow(new TypeError('createTrainingState: unet was disposed'));
    });
  });
});

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
