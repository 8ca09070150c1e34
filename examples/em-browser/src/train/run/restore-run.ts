import { type Dataset, dataset } from '../../state/dataset.ts';
import { notify } from '../../state/notices.ts';
import { panel } from '../../state/panel.ts';
import { weights } from '../../state/weights.ts';
import { loadAttempt, loadRun } from '../../storage/run-store.ts';
import type { StoredRun } from '../../storage/stored-run.ts';
import { UnknownRunError } from '../../storage/upgrade-run.ts';
import { settings } from '../plan/train-settings.ts';
import { describeWeights } from './apply-event.ts';
import { otherSlices, resumeRun } from './run-control.ts';
import { knowSlices, phase, run, show } from './run-state.ts';

/**
 * Shows the run of the last visit, when the page has just been opened, and goes on with it if it was under way when the page was closed. It
 * does not if the last attempt did not live to take a step: whatever ended the page would end it again.
 */
export async function restoreRun(): Promise<void> {
  const kept = await loadRun().catch((error: unknown) => {
    // Without storage there is nothing to restore; the first run that cannot be saved says so.
    if (error instanceof UnknownRunError) notify('warning', error.message);
    return undefined;
  });
  if (kept === undefined || phase.value !== 'idle') return;
  const attempt = await loadAttempt();
  show(kept);
  adoptSettings(kept);
  if (kept.weights !== undefined) weights.value ??= { description: describeWeights(kept.step), bytes: kept.weights };
  const slices = await openedDataset();
  if (phase.value !== 'idle') return;
  const belongs = slices.id === kept.dataset.id;
  if (belongs) knowSlices(kept, slices);
  if (kept.status !== 'running') return;
  if (!belongs) {
    waits(otherSlices(kept));
  } else if (attempt?.run === kept.id) {
    waits('the last attempt ended the page before it took a step; a smaller network or another backend may help');
  } else {
    panel.value = 'train';
    const went = await resumeRun(`Training goes on after step ${kept.step}, where this page was closed.`);
    if (!went && run.value?.status === 'running') waits('another tab of this page is training');
  }
}

/** The run is not under way, and goes on when the user wants it. */
function waits(message: string): void {
  if (run.value !== undefined) run.value = { ...run.value, status: 'paused', message };
}

/** The form shows what the run was started with. */
function adoptSettings({ plan }: StoredRun): void {
  const { settings: kept, inputSize, steps } = plan;
  const { base: baseWidth, depth, learningRate, seed } = kept;
  const recipe = kept.optimizer === 'sgd' ? 'paper' : 'quick';
  settings.value = { ...settings.value, baseWidth, depth, inputSize, steps, recipe, learningRate, seed };
}

/** The slices, as soon as there are some. */
function openedDataset(): Promise<Dataset> {
  return new Promise((resolve) => {
    const end = dataset.subscribe((slices) => {
      if (slices === undefined) return;
      resolve(slices);
      // Not before `subscribe` has returned.
      queueMicrotask(() => end());
    });
  });
}
