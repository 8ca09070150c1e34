import { dispose, type Scalar } from '@tensorflow/tfjs-core';
import { createRandom, type SampleArrays } from '@unet/tensor/arrays';
import { createBatch } from './batch.ts';
import { turnOfEventLoop } from './event-loop.ts';
import type { Optimizer } from './optimizers/optimizer.ts';
import type { SampleSource } from './sample-source.ts';
import type { Schedule } from './schedules.ts';
import { type TrainStepOptions, trainStep } from './train-step.ts';
import type { TrainingState } from './training-state.ts';

/** Options of {@link train}. */
export interface TrainOptions {
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  /** Number of steps after which the run is complete, counted from its very start, also when it is resumed. */
  readonly steps: number;
  /** Samples in one step. Default 1, as in the paper. */
  readonly batch?: number;
  /** Decides the dropout masks. Default 0. */
  readonly seed?: string | number;
  /** Ends the run after the step that is under way. */
  readonly signal?: AbortSignal;
}

/** What one step did. */
export interface StepReport {
  /** Steps done, this one included. */
  readonly step: number;
  /** Epoch in which this step's first sample lay, counted from 0. */
  readonly epoch: number;
  /** Loss before the step's update. NaN or infinite when training has diverged: see {@link train}. */
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
 * is whole: save it, evaluate it, draw it. The next samples are asked for while a GPU still computes, and the event loop has a
 * turn in every step, so that signals, timers and messages get through on a backend that blocks this thread, too.
 *
 * A step depends on the state, the options and the step's number alone: a run that goes on from a saved state computes what it
 * would have computed without the interruption.
 *
 * A loss that is not finite is reported as it is, and is for the caller to act on: by then the weights are lost, and further
 * steps cannot bring them back. Look at every report, with `lossAlarm`, and return to the last checkpoint.
 * @param state changed at every step; stays the caller's, also after an error
 * @throws what the source or the schedule throws, the state being that after the step before; RangeError for options that make no
 * sense
 * @example
 * for await (const { step, loss } of train(state, source, { optimizer, schedule, steps: 3000 })) {
 *   const alarm = lossAlarm(step, loss);
 *   if (alarm !== undefined) throw new Error(alarm.message);
 *   if (step % 100 === 0) await save(await encodeCheckpoint(state, optimizer));
 * }
 */
export async function* train(
  state: TrainingState,
  source: SampleSource,
  options: TrainOptions,
): AsyncGenerator<StepReport, void, void> {
  const { optimizer, schedule, steps, batch = 1, signal } = options;
  checkCount('steps', steps);
  checkCount('batch', batch);
  checkCount('source.length', source.length);
  const dropout = createRandom(options.seed ?? 0).fork('dropout');
  const isDue = (): boolean => state.step < steps && signal?.aborted !== true;

  let before = performance.now();
  let waited = 0;
  /** The samples of the next step, if there is one. A source on this thread computes them right here. */
  const ask = (): Promise<SampleArrays[]> | undefined => {
    const start = performance.now();
    const samples = isDue() ? prepare(source, state.step * batch, batch) : undefined;
    waited += performance.now() - start;
    return samples;
  };
  let upcoming = ask();
  while (upcoming !== undefined) {
    const start = performance.now();
    const samples = await upcoming;
    waited += performance.now() - start;
    if (!isDue()) return;
    const { step } = state;
    const learningRate = schedule(step);
    const lossTensor = stepOn(state, samples, { optimizer, learningRate, random: dropout.fork(step) });
    upcoming = ask();
    const [loss] = await Promise.all([read(lossTensor), turnOfEventLoop()]);
    const epoch = Math.floor((step * batch) / source.length);
    const seconds = (performance.now() - before) / 1000;
    yield { step: state.step, epoch, loss, learningRate, seconds, waitSeconds: waited / 1000 };
    before = performance.now();
    waited = 0;
    if (!isDue()) return;
  }
}

/** The samples from place `first` of the run on, asked for all at once: workers then share them out. */
function prepare(source: SampleSource, first: number, count: number): Promise<SampleArrays[]> {
  const places = Array.from({ length: count }, (_, item) => first + item);
  // Async, so that a source that throws is as one that rejects.
  const samples = Promise.all(places.map(async (place) => source.sample(place)));
  // Whoever leaves the loop never awaits the last ones: their failure is then nobody's.
  samples.catch(() => {});
  return samples;
}

/** A step on samples in plain memory. */
function stepOn(state: TrainingState, samples: readonly SampleArrays[], options: TrainStepOptions): Scalar {
  const batch = createBatch(samples);
  try {
    return trainStep(state, batch, options);
  } finally {
    dispose([batch.image, batch.label, batch.weight]);
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

function checkCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`train: ${name} must be a positive integer, got ${value}`);
  }
}
