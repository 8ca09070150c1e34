import type { Alarm, NetworkEvaluationArrays, StepReport } from '@unet/trainer';
import type { Preview } from '../score/preview.ts';
import type { RunScores } from '../score/run-scores.ts';
import type { RunLog } from './run-log.ts';
import type { SavedRun } from './run-store.ts';

/** What happens in a run, in the order in which it does. */
export type RunEvent =
  /** The state is there: step `step` is done, the next one is under way. `restored`: from a checkpoint. */
  | { readonly kind: 'ready'; readonly step: number; readonly restored: boolean; readonly log: RunLog }
  /** A step is done. `log` stays the same object, and goes on. */
  | { readonly kind: 'step'; readonly report: StepReport; readonly log: RunLog }
  /** The store has it. */
  | { readonly kind: 'saved'; readonly step: number }
  /** The first held-out slice was segmented. */
  | { readonly kind: 'preview'; readonly preview: Preview; readonly log: RunLog }
  /** No more steps; the store has it. */
  | { readonly kind: 'ended'; readonly run: SavedRun; readonly log: RunLog }
  /** So many held-out slices are scored. */
  | { readonly kind: 'scoring'; readonly done: number; readonly total: number }
  /** All are. `scores` are undefined for more than two classes, of which `evaluation` has others. */
  | {
      readonly kind: 'scored';
      readonly run: SavedRun;
      readonly scores: RunScores | undefined;
      readonly evaluation: NetworkEvaluationArrays;
      readonly alarms: readonly Alarm[];
    };

/** Hears of what happens; the run goes on when the promise that it returns is fulfilled, and ends with its error. */
export type RunListener = (event: RunEvent) => void | Promise<void>;
