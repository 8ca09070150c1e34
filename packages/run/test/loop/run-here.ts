import { phantomSlices } from '@unet/phantom/arrays';
import {
  createRunControls,
  everySteps,
  type KeptRun,
  planRun,
  type RunEvent,
  type RunOrder,
  type RunSettings,
  type RunStore,
  recipes,
  type SavedRun,
} from '@unet/run';
import { shareSlices } from '@unet/trainer';

const slices = phantomSlices({ seed: 3, count: 3, height: 48, width: 48 });
export const training = shareSlices(slices.slice(0, 2));
export const heldOut = slices.slice(2);

/** Keeps a run in memory. */
export class MemoryStore implements RunStore {
  readonly saved: SavedRun[] = [];
  readonly appended: number[] = [];
  kept: KeptRun = { checkpoint: undefined, course: undefined };

  load(): Promise<KeptRun> {
    return Promise.resolve(this.kept);
  }

  async save(run: SavedRun): Promise<void> {
    this.saved.push(run);
    this.kept = { checkpoint: run.checkpoint, course: run };
  }

  append({ step }: { step: number }): void {
    this.appended.push(step);
  }
}

const tiny: RunSettings = { ...recipes.quick.settings, base: 2, depth: 1, inputSize: 36 };

/** An order for a tiny network, without threads, and all that it tells. */
export function tinyOrder(
  steps: number,
  { settings = {}, ...changed }: Partial<Omit<RunOrder, 'plan'>> & { readonly settings?: Partial<RunSettings> } = {},
): RunOrder & { readonly store: MemoryStore; readonly events: RunEvent[] } {
  const events: RunEvent[] = [];
  return {
    plan: planRun({ ...tiny, ...settings }, { steps }, changed.training ?? training),
    training,
    heldOut,
    controls: createRunControls(),
    workers: 0,
    createWorker: () => {
      throw new Error('no worker was asked for');
    },
    pace: { checkpoints: everySteps(2), previews: everySteps(3) },
    symmetries: false,
    onEvent: (event) => void events.push(event),
    ...changed,
    store: (changed.store as MemoryStore | undefined) ?? new MemoryStore(),
    events,
  };
}
