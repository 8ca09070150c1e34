import { FileError } from '@unet/files';
import { createUNet } from '@unet/model';
import {
  createTrainingState,
  DivergedError,
  decodeCheckpoint,
  encodeCheckpoint,
  type TrainingState,
} from '@unet/trainer';
import { loadRun, saveRun } from '../../storage/run-store.ts';
import type { StoredRun } from '../../storage/stored-run.ts';
import { optimizerOf } from '../plan/recipe.ts';
import type { RunLog } from './run-log.ts';

/**
 * The state of a stored run, or of a new one at its beginning. The caller owns it.
 * @throws FileError for a checkpoint that is damaged or of another run
 */
export function openState({ plan, checkpoint, formerPlan }: StoredRun): TrainingState {
  const { config, seed } = plan;
  const optimizer = optimizerOf(plan);
  if (checkpoint === undefined) return createTrainingState(createUNet(config, { seed }), optimizer);
  return decodeCheckpoint(checkpoint, { config, optimizer, run: { ...(formerPlan ?? plan) } });
}

/**
 * The run as it is now.
 * @throws FileError if the weights are not finite, see {@link divergenceOf}
 */
export async function captureRun(run: StoredRun, state: TrainingState, log: RunLog): Promise<StoredRun> {
  const checkpoint = await encodeCheckpoint(state, optimizerOf(run.plan), { ...run.plan });
  const { losses, seconds } = log;
  const reached = { step: state.step, losses: Float64Array.from(losses), seconds };
  return { ...run, ...reached, checkpoint, formerPlan: undefined, weights: undefined };
}

/**
 * In words, that training has diverged: the loss of a step is not finite, or the weights that are to be saved after it are not.
 * @param error what a step or {@link captureRun} has thrown
 * @returns undefined for any other error
 */
export function divergenceOf(error: unknown, { step }: TrainingState): string | undefined {
  if (error instanceof DivergedError) return error.message;
  if (error instanceof FileError) return `step ${step}: weights are not finite; try a lower learning rate`;
  return undefined;
}

/** What was last kept of a run that has diverged. */
export async function lastGood(run: StoredRun): Promise<StoredRun> {
  const kept = await loadRun().catch(() => undefined);
  return kept?.id === run.id ? kept : run;
}

/** Keeps a run; returns why it could not be kept, if so: training goes on all the same. */
export async function tryToSave(run: StoredRun): Promise<string | undefined> {
  try {
    await saveRun(run);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
