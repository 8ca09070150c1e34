import { computed, type ReadonlySignal } from '@preact/signals';
import { augmentation } from '../../state/augmentation.ts';
import { dataset, trainingSlices } from '../../state/dataset.ts';
import { weighting } from '../../state/weighting.ts';
import type { RunPlan } from '../../storage/stored-run.ts';
import { configOf, type InputSizeRange, inputSizeRange, planRun } from './plan-run.ts';
import { settings } from './train-settings.ts';

/** What a run started now would compute. */
export interface NextPlan {
  /** Sides that the network and the slices allow. */
  readonly inputSizes: InputSizeRange | undefined;
  /** Undefined as long as there are no slices, or where the network does not suit them. */
  readonly plan: RunPlan | undefined;
  /** Why there is none, if it is not for lack of slices. */
  readonly problem: string | undefined;
}

/** What the settings of all panels come to. */
export const nextPlan: ReadonlySignal<NextPlan> = computed(() => {
  if (dataset.value === undefined) return { inputSizes: undefined, plan: undefined, problem: undefined };
  const slices = trainingSlices(dataset.value);
  try {
    const inputSizes = inputSizeRange(configOf(settings.value, slices[0]!.image.channels), slices);
    const preparation = { augmentation: augmentation.value, weighting: weighting.value };
    return { inputSizes, plan: planRun(settings.value, slices, preparation), problem: undefined };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { inputSizes: undefined, plan: undefined, problem: error.message };
  }
});
