import { computed, type ReadonlySignal } from '@preact/signals';
import { configOf, type InputSizeRange, inputSizeRange, planRun, type RunPlan } from '@unet/run/arrays';
import { augmentation } from '../../state/augmentation.ts';
import { dataset, trainingSlices } from '../../state/dataset.ts';
import { weighting } from '../../state/weighting.ts';
import { runSettingsOf } from './run-settings.ts';
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
  const chosen = runSettingsOf(settings.value, { augmentation: augmentation.value, weighting: weighting.value });
  try {
    const inputSizes = inputSizeRange(configOf(chosen, slices[0]!.image.channels), slices);
    return {
      inputSizes,
      plan: planRun(chosen, { steps: settings.value.steps }, slices, dataset.value.scaling),
      problem: undefined,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [first = '', ...rest] = error.message;
    return { inputSizes: undefined, plan: undefined, problem: `${first.toUpperCase()}${rest.join('')}.` };
  }
});
