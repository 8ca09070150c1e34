import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { scheduleSteps } from '../recipe/schedule-settings.ts';
import { dataHash } from './data-hash.ts';
import type { RunPlan } from './run-plan.ts';

/** What makes a run that run, as plain JSON. */
export type RunIdentity = Readonly<Record<string, unknown>>;

/**
 * What makes a run that run, for its checkpoints: settings, the size that was chosen, the data themselves, and the length where the rate depends
 * on it. A checkpoint of another identity is refused with the first difference.
 * @param training those that are trained on
 */
export function runIdentity(plan: RunPlan, training: readonly LabelledSliceArrays[]): RunIdentity {
  const { settings, inputSize, steps } = plan;
  return { settings, inputSize, data: dataHash(training), scheduleSteps: scheduleSteps(settings, steps) };
}
