import { dispose } from '@tensorflow/tfjs-core';
import { createRandom, type SampleArrays } from '@unet/tensor/arrays';
import { createBatch } from './batch.ts';
import type { Optimizer } from './optimizers/optimizer.ts';
import type { SampleSource } from './sample-source.ts';
import type { Schedule } from './schedules.ts';
import { trainStep } from './train-step.ts';
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
  /** Loss before the step's update. NaN or infinite when training has diverged. */
  readonly loss: number;
  readonly learningRate: number;
  /** Time from the end of the step before, or from the start, to the end of this one. */
  readonly seconds: number;
}

/**
 * Trains by taking steps until `steps` are done, the signal is aborted, or the caller leaves the loop. At every yield the state
 * is whole: save it, evaluate it, draw it. The next samples are prepared while a GPU still computes.
 * @param state changed at every step; stays the caller's
 * @throws what the source throws; RangeError for options that make no sense
 * @example
 * for await (const { step, loss } of train(state, source, { optimizer, schedule, steps: 3000 })) {
 *   if (step % 100 === 0) await save(await encodeCheckpoint(state));
 * }
 */
export async function* train(
  state: TrainingState,
  source: SampleSource,
  options: TrainOptions,
): AsyncGenerator<StepReport, void, void> {
  const { optimizer, schedule, steps, batch: batchSize = 1, signal } = options;
  checkCount('steps', steps);
  checkCount('batch', batchSize);
  const random = createRandom(options.seed ?? 0).fork('dropout');
  const prepare = async (step: number): Promise<SampleArrays[]> => {
    const samples: SampleArrays[] = [];
    for (let item = 0; item < batchSize; item++) samples.push(await source.sample(step * batchSize + item));
    return samples;
  };

  let before = performance.now();
  let upcoming = state.step < steps ? prepare(state.step) : undefined;
  while (upcoming !== undefined && signal?.aborted !== true) {
    const samples = await upcoming;
    const { step } = state;
    const learningRate = schedule(step);
    const batch = createBatch(samples);
    const lossTensor = trainStep(state, batch, { optimizer, learningRate, random: random.fork(step) });
    dispose([batch.image, batch.label, batch.weight]);
    upcoming = state.step < steps ? prepare(state.step) : undefined;
    // Whoever leaves the loop never awaits the last one: its failure is then nobody's.
    upcoming?.catch(() => {});
    const loss = (await lossTensor.data())[0]!;
    lossTensor.dispose();
    const now = performance.now();
    const seconds = (now - before) / 1000;
    before = now;
    const epoch = Math.floor((step * batchSize) / source.length);
    yield { step: state.step, epoch, loss, learningRate, seconds };
  }
}

function checkCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`train: ${name} must be a positive integer, got ${value}`);
  }
}
