import type { KeptRun, RunStore, SavedRun } from '@unet/run';
import { saveRun } from '../../storage/run-store.ts';
import type { StoredRun } from '../../storage/stored-run.ts';
import type { Tell } from './session-listener.ts';

/** Keeps a run in the browser's storage. Where there is no room the page is told, once for each reason, and training goes on all the same. */
export function createPageStore(run: StoredRun, tell: Tell): RunStore {
  /** What the page has handed over, then what was last to be kept, whether or not there was room for it. */
  let known = run;
  let problem: string | undefined;
  return {
    async load(): Promise<KeptRun> {
      const { checkpoint, losses, seconds, waitSeconds, formerIdentity } = known;
      return { checkpoint, course: { losses, seconds, waitSeconds }, formerIdentity };
    },
    async save({ losses, ...saved }: SavedRun) {
      known = { ...known, ...saved, losses: Float64Array.from(losses), formerIdentity: undefined };
      try {
        await saveRun(known);
        problem = undefined;
        tell({ kind: 'saved', step: saved.step });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        // Once is enough.
        if (reason !== problem) tell({ kind: 'unsaved', reason });
        problem = reason;
      }
    },
  };
}
