import { dispose, type Scalar } from '@tensorflow/tfjs-core';
import { turnOfEventLoop } from '@unet/model/internal';
import { createRandom, type Random, type Sample, type SampleArrays } from '@unet/tensor';
import { checkCount, checkOptions, checkWord, describe } from '@unet/tensor/internal';
import { type Batch, createBatch } from './batch.ts';
import { DivergedError } from './diverged-error.ts';
import type { Optimizer } from './optimizers/optimizer.ts';
import type { SampleSource } from './samples/any-source.ts';
import { releaseSample, releaseUnwanted } from './samples/release-sample.ts';
import { checkSource } from './samples/sample-source.ts';
import { type Schedule, settleSchedule } from './schedules.ts';
import { type TrainStepOptions, trainStep } from './train-step.ts';
import { checkState, checkStateFor, type TrainingState } from './training-state.ts';

/** Options of {@link train}. */
export interface TrainOptions {
  readonly optimizer: Optimizer;
  /** The learning rate: by step, or one number for all. */
  readonly schedule: Schedule | number;
  /** Number of steps after which the run is complete, counted from its very start, also when it is resumed. */
  readonly steps: number;
  /** Samples in one step. Default 1, as in the paper. */
  readonly batchSize?: number | undefined;
  /** Decides the dropout masks. Default 0. */
  readonly seed?: string | number | undefined;
  /** Ends the run after the step that is under way. */
  readonly signal?: AbortSignal | undefined;
  /**
   * What happens after a step whose loss is not finite. 'throw': a {@link DivergedError}. 'report': it is reported as any other, and is for
   * the caller to act on. Default 'throw'.
   */
  readonly onDiverged?: 'throw' | 'report' | undefined;
}

/** What one step did. */
export interface StepReport {
  /** Steps done, this one included. */
  readonly step: number;
  /** Epoch in which this step's first sample lay, counted from 0. */
  readonly epoch: number;
  /** Loss before the step's update. Finite, unless `onDiverged` is 'report'. */
  readonly loss: number;
  readonly learningRate: number;
  /** Time that this step took, its wait for samples included, without what the caller did between the steps. */
  readonly seconds: number;
  /**
   * Part of `seconds` that went into samples: preparing the next ones where the source computes on this thread, waiting for them where
   * they are prepared elsewhere. (While a GPU computes, this thread has time to prepare some: not all of it is then lost.)
   */
  readonly waitSeconds: number;
}

/**
 * Trains by taking steps until `steps` are done, the signal is aborted, or the caller leaves the loop. At every yield the state
 * is whole: save it, evaluate it, draw it. It must be iterated with `for await`: awaiting the call trains nothing. The next samples are
 * asked for while a GPU still computes, and the event loop has a turn in every step, so that signals, timers and messages get through on a
 * backend that blocks this thread, too.
 *
 * A step depends on the state, the options and the step's number alone: a run that goes on from a saved state computes what it
 * would have computed without the interruption.
 *
 * The loss of each step is read from the device, nothing else. Samples that are tensors are disposed as soon as they are in a batch, and so
 * are those that were asked for when the run ends.
 *
 * A loss that is not finite ends the run with a {@link DivergedError}: by then the weights are lost, and further steps cannot bring them
 * back. Return to the last checkpoint.
 * @param state changed at every step; stays the caller's, also after an error
 * @param source stays the caller's, to close if it has to be
 * @throws what the source or the schedule throws, the state being that after the step before; DivergedError, the state being that after the
 * step; TypeError for a state that was disposed, RangeError for another optimiser than it was made for, both for wrong or unknown options,
 * at once and not at the first step
 * @example
 * for await (const { step, loss } of train(state, source, { optimizer, schedule: 1e-3, steps: 3000 })) {
 *   if (step % 100 === 0) await save(await encodeCheckpoint(state, optimizer));
 * }
 */
export function train(
  state: TrainingState,
  source: SampleSource,
  options: TrainOptions,
): AsyncGenerator<StepReport, void, void> {
  // Here, since nothing of a generator runs before its first step is asked for.
  return takeSteps(state, source, settle(state, source, options));
}

async function* takeSteps(
  state: TrainingState,
  source: SampleSource,
  { optimizer, schedule, steps, batchSize, dropout, signal, onDiverged }: Settings,
): AsyncGenerator<StepReport, void, void> {
  const isDue = (): boolean => state.step < steps && signal?.aborted !== true;

  let before = performance.now();
  let waited = 0;
  /** The samples of the next step, if there is one. A source on this thread computes them right here. */
  const ask = (): Samples | undefined => {
    const start = performance.now();
    const samples = isDue() ? prepare(source, state.step * batchSize, batchSize) : undefined;
    waited += performance.now() - start;
    return samples;
  };
  let upcoming = ask();
  try {
    while (upcoming !== undefined) {
      const start = performance.now();
      const samples = await Promise.all(upcoming);
      waited += performance.now() - start;
      if (!isDue()) return;
      const { step } = state;
      const learningRate = schedule(step);
      upcoming = undefined;
      const lossTensor = stepOn(state, samples, { optimizer, learningRate, random: dropout.fork(step) });
      upcoming = ask();
      const [loss] = await Promise.all([read(lossTensor), turnOfEventLoop()]);
      if (onDiverged === 'throw' && !Number.isFinite(loss)) throw new DivergedError(state.step, loss);
      const epoch = Math.floor((step * batchSize) / source.length);
      const seconds = (performance.now() - before) / 1000;
      yield { step: state.step, epoch, loss, learningRate, seconds, waitSeconds: waited / 1000 };
      before = performance.now();
      waited = 0;
      if (!isDue()) return;
    }
  } finally {
    for (const sample of upcoming ?? []) releaseUnwanted(sample);
  }
}

/** Samples of one step, each on its way. */
type Samples = readonly Promise<Sample | SampleArrays>[];

interface Settings extends Required<Omit<TrainOptions, 'schedule' | 'seed' | 'signal'>> {
  readonly schedule: Schedule;
  readonly batchSize: number;
  /** Forked at each step. */
  readonly dropout: Random;
  readonly signal: AbortSignal | undefined;
}

function settle(state: TrainingState, source: SampleSource, options: TrainOptions): Settings {
  const where = 'train';
  checkState(where, state);
  checkSource(where, source);
  checkOptions(where, options, {
    optimizer: true,
    schedule: true,
    steps: true,
    batchSize: true,
    seed: true,
    signal: true,
    onDiverged: true,
  });
  const { optimizer, steps, batchSize = 1, seed = 0, signal, onDiverged = 'throw' } = options;
  checkStateFor(where, state, optimizer);
  const schedule = settleSchedule(where, options.schedule);
  checkCount(where, 'steps', steps);
  checkCount(where, 'batchSize', batchSize);
  if (signal !== undefined && typeof signal?.aborted !== 'boolean') {
    throw new TypeError(`${where}: signal must be an AbortSignal, got ${describe(signal)}`);
  }
  checkWord(where, 'onDiverged', onDiverged, ['throw', 'report']);
  const dropout = createRandom(seed).fork('dropout');
  return { optimizer, schedule, steps, batchSize, dropout, signal, onDiverged };
}

/** The samples from place `first` of the run on, asked for all at once: workers then share them out. */
function prepare(source: SampleSource, first: number, count: number): Samples {
  return Array.from({ length: count }, (_, item) => {
    // Async, so that a source that throws is as one that rejects.
    const sample = (async () => source.sample(first + item))();
    // If the caller leaves the loop, it is not awaited: its failure must not be an unhandled rejection.
    sample.catch(() => {});
    return sample;
  });
}

/** A step on samples, of which tensors are released. */
function stepOn(state: TrainingState, samples: readonly (Sample | SampleArrays)[], options: TrainStepOptions): Scalar {
  let batch: Batch | undefined;
  try {
    batch = createBatch(samples as readonly Sample[] | readonly SampleArrays[]);
    samples.forEach(releaseSample);
    return trainStep(state, batch, options);
  } finally {
    samples.forEach(releaseSample);
    if (batch !== undefined) dispose([batch.image, batch.label, batch.weight]);
  }
}

/** The value of a scalar, which is released. */
async function read(scalar: Scalar): Promise<number> {
  try {
    return (await scalar.data())[0]!;
  } finally {
    scalar.dispose();
  }
}
