import { FileError, placeError } from '@unet/files';
import { createNetwork } from '@unet/model';
import {
  createTrainingState,
  DivergedError,
  decodeCheckpoint,
  encodeCheckpoint,
  type TrainingState,
} from '@unet/trainer';
import type { RunIdentity } from '../plan/run-identity.ts';
import type { RunPlan } from '../plan/run-plan.ts';
import { optimizerOf } from './optimisation.ts';
import type { KeptRun } from './run-store.ts';

/**
 * The state of a run that is kept, or of a new one at its beginning. The caller owns it.
 * @throws FileError for a checkpoint that is damaged or of another run
 */
export function openState({ settings, config }: RunPlan, kept: KeptRun, identity: RunIdentity): TrainingState {
  const optimizer = optimizerOf(settings);
  const { checkpoint, file, formerIdentity } = kept;
  if (checkpoint === undefined) return createTrainingState(createNetwork(config, { seed: settings.seed }), optimizer);
  try {
    return decodeCheckpoint(checkpoint, { config, optimizer, run: identity });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (formerIdentity !== undefined) {
      try {
        return decodeCheckpoint(checkpoint, { config, optimizer, run: formerIdentity });
      } catch {
        // The first error says what it should have been.
      }
    }
    throw file === undefined ? error : placeError(error, { file });
  }
}

/**
 * The state as a checkpoint.
 * @throws NotFiniteError
 */
export async function captureState(
  state: TrainingState,
  { settings }: RunPlan,
  identity: RunIdentity,
): ReturnType<typeof encodeCheckpoint> {
  try {
    return await encodeCheckpoint(state, optimizerOf(settings), identity);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new NotFiniteError(`step ${state.step}: weights are not finite; try a lower learning rate`, { cause: error });
  }
}

/** The weights that are to be saved are not finite: training has diverged in the last step, whose loss is of before. */
class NotFiniteError extends Error {
  override readonly name: string = 'NotFiniteError';
}

/**
 * In words, that training has diverged: the loss of a step is not finite, or the weights after it are not.
 * @param error what a step or {@link captureState} has thrown
 * @returns undefined for any other error
 */
export function divergenceOf(error: unknown): string | undefined {
  return error instanceof DivergedError || error instanceof NotFiniteError ? error.message : undefined;
}
