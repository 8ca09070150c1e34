import { getBackend } from '@tensorflow/tfjs-core';
import { encodeUNet } from '@unet/model';
import { currentUNet, disposeTrainingState, predictionAlarm, type TrainingState } from '@unet/trainer';
import { type RunIdentity, runIdentity } from '../plan/run-identity.ts';
import { sampleOptionsOf } from '../plan/run-plan.ts';
import { openSamples } from '../samples/open-samples.ts';
import type { TrainedNetwork } from '../score/prediction-input-size.ts';
import { runScoresOf } from '../score/run-scores.ts';
import { scoreRun } from '../score/score-run.ts';
import { captureState, divergenceOf, openState } from './checkpoint-state.ts';
import { compileStep } from './compile-step.ts';
import { courseOf, createRunLog, type WritableRunLog } from './run-log.ts';
import type { RunOrder } from './run-order.ts';
import type { RunStatus, SavedRun } from './run-store.ts';
import { takeSteps } from './take-steps.ts';

/**
 * Trains a run from where its store has it until all its steps are done or somebody ends it, on the backend that is current. Whatever comes, the
 * store then has how it ended; unless it is only paused, the held-out slices are scored, and the store has the scores, too. (Who ends the run
 * while it is scored gets it without.)
 *
 * A run that goes on computes what it would have computed without the interruption, bit for bit on the same backend with as many threads.
 * @returns the run as it ended
 * @throws FileError for a checkpoint that is damaged or of another run, what the store and the listener throw, and what training throws where
 * something that computes was lost: see {@link createAttempts}. What was saved stays.
 * @example
 * const run = await runTraining({ plan, training, heldOut, store, controls: createRunControls(), onEvent, workers, createWorker, pace, symmetries });
 */
export async function runTraining(order: RunOrder): Promise<SavedRun> {
  const { plan, training, store, onEvent, controls } = order;
  const identity = runIdentity(plan, training);
  const kept = await store.load();
  // Before the state is there: a GPU takes as much memory for this as for a step.
  await compileStep(plan);
  let state = openState(plan, kept, identity);
  try {
    checkLength(state, order);
    let log = createRunLog(courseOf(kept.course, state.step));
    let ended: SavedRun;
    try {
      if (state.step < plan.steps) await trainOn(state, log, identity, order, kept.checkpoint !== undefined);
      const isDone = state.step >= plan.steps;
      ended = await capture(state, log, identity, order, isDone ? 'finished' : (controls.ending ?? 'paused'));
    } catch (error) {
      const message = divergenceOf(error);
      if (message === undefined) throw error;
      // What it knew before is worth more than what is left of it.
      disposeTrainingState(state);
      const last = await store.load();
      state = openState(plan, last, identity);
      log = createRunLog(courseOf(last.course ?? log, state.step));
      ended = { ...(await capture(state, log, identity, order, 'diverged')), message };
    }
    const weights = state.step === 0 ? undefined : await encodeUNet(currentUNet(state));
    ended = { ...ended, weights };
    await store.save(ended);
    await onEvent({ kind: 'ended', run: ended, log });
    const isScored = ended.status === 'finished' || ended.status === 'stopped';
    return isScored && state.step > 0 && order.heldOut.length > 0 ? await score(state, ended, order) : ended;
  } finally {
    disposeTrainingState(state);
  }
}

function checkLength({ step }: TrainingState, { plan }: RunOrder): void {
  if (step <= plan.steps) return;
  throw new RangeError(`the run has taken ${step} steps already: it cannot end before, got ${plan.steps} steps`);
}

async function trainOn(
  state: TrainingState,
  log: WritableRunLog,
  identity: RunIdentity,
  order: RunOrder,
  restored: boolean,
): Promise<void> {
  const { plan, training, workers, createWorker, store, onEvent } = order;
  const { batchSize } = plan.settings;
  const setup = { slices: training, options: sampleOptionsOf(plan) };
  const source = await openSamples(setup, { workers, batchSize, createWorker });
  const save = async (): Promise<void> => {
    const { step } = state;
    await store.save(await capture(state, log, identity, order, 'running'));
    await onEvent({ kind: 'saved', step });
  };
  try {
    await onEvent({ kind: 'ready', step: state.step, restored, log });
    await takeSteps({ order, state, source, log, network: networkOf(order), save });
  } finally {
    await source.close();
  }
}

async function capture(
  state: TrainingState,
  log: WritableRunLog,
  identity: RunIdentity,
  { plan }: RunOrder,
  status: RunStatus,
): Promise<SavedRun> {
  const checkpoint = await captureState(state, plan, identity);
  const course = { losses: Float64Array.from(log.losses), seconds: log.seconds, waitSeconds: log.waitSeconds };
  return { status, message: undefined, step: state.step, checkpoint, weights: undefined, scores: undefined, ...course };
}

async function score(state: TrainingState, ended: SavedRun, order: RunOrder): Promise<SavedRun> {
  const { heldOut, symmetries, onEvent, store, controls } = order;
  // Who stopped the training wants the scores all the same; who interrupts them does not.
  const signal = controls.signal.aborted ? undefined : controls.signal;
  const told: Promise<void>[] = [];
  const onSlice = (done: number, total: number): void => {
    told.push(Promise.resolve(onEvent({ kind: 'scoring', done, total })));
  };
  onSlice(0, heldOut.length);
  const options = { network: networkOf(order), symmetries, onSlice, signal };
  const evaluation = await scoreRun(currentUNet(state), heldOut, options).catch((error: unknown) => {
    if (signal?.aborted) return undefined;
    throw error;
  });
  await Promise.all(told);
  if (evaluation === undefined) return ended;
  const scores = evaluation.binary && runScoresOf(evaluation.binary);
  const run: SavedRun = { ...ended, scores };
  await store.save(run);
  const alarms = evaluation.classMaps.flatMap((map, index) => {
    return predictionAlarm(heldOut[index]!.name ?? `slice ${index}`, map) ?? [];
  });
  await onEvent({ kind: 'scored', run, scores, evaluation, alarms });
  return run;
}

function networkOf({ plan: { config, inputSize } }: RunOrder): TrainedNetwork {
  return { config, inputSize, backendName: getBackend() };
}
