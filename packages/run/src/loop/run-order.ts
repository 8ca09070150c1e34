import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import type { SampleWorker } from '@unet/trainer';
import type { RunPlan } from '../plan/run-plan.ts';
import type { Pace } from './pace.ts';
import type { RunControls } from './run-controls.ts';
import type { RunListener } from './run-events.ts';
import type { RunStore } from './run-store.ts';

/** What {@link runTraining} is to do, with what, and whom it tells. */
export interface RunOrder {
  readonly plan: RunPlan;
  /** In memory that threads share, where there is such: `shareSlices` of `@unet/trainer`. */
  readonly training: readonly LabelledSliceArrays[];
  /** Only looked at and scored; the first one is drawn while the network learns. May be empty. */
  readonly heldOut: readonly LabelledSliceArrays[];
  readonly store: RunStore;
  readonly controls: RunControls;
  readonly onEvent: RunListener;
  /** Threads that prepare samples, and what starts one: {@link openSamples}. */
  readonly workers: number;
  readonly createWorker: () => SampleWorker;
  /** When checkpoints are saved and previews are drawn. */
  readonly pace: { readonly checkpoints: Pace; readonly previews: Pace };
  /** Whether scores are those of the mean of the square's eight symmetries. */
  readonly symmetries: boolean;
}
