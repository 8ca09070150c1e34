import { createUNet } from '@unet/model';
import {
  CheckpointError,
  createTrainingState,
  decodeCheckpoint,
  encodeCheckpoint,
  type TrainingState,
} from '@unet/trainer';
import { loadRun, saveRun } from '../../storage/run-store.ts';
import type { StoredRun } from '../../storage/stored-run.ts';
import { optimizerOf } from '../plan/recipe.ts';
import type { RunLog } from './run-log.ts';

/** The state of a stored run, or of a new one at its beginning. The caller owns it. */
export function openState(run: StoredRun): TrainingState {
  const { plan, checkpoint } = run;
  const optimizer = optimizerOf(plan);
  if (checkpoint === undefined) return createTrainingState(createUNet(plan.config, { seed: plan.seed }), optimizer);
  return decodeCheckpoint(checkpoint, { config: plan.config, optimizer, run: { ...plan } });
}

/** The loss or the weights are not finite any more. */
export class DivergedError extends Error {
  override readonly name: string = 'DivergedError';
}

/**
 * The run as it is now.
 * @throws DivergedError if the weights are not finite
 */
export async function captureRun(run: StoredRun, state: TrainingState, log: RunLog): Promise<StoredRun> {
  try {
    const checkpoint = await encodeCheckpoint(state, optimizerOf(run.plan), { ...run.plan });
    const { losses, seconds } = log;
    return { ...run, step: state.step, losses: Float64Array.from(losses), seconds, checkpoint, weights: undefined };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new DivergedError(`after step ${state.step} the weights are not finite; try a lower learning rate`);
  }
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
