import { currentUNet, type SampleSource, type TrainingState, train } from '@unet/trainer';
import type { TrainedNetwork } from '../score/prediction-input-size.ts';
import { predictPreview } from '../score/preview.ts';
import { optimizerOf, scheduleOf } from './optimisation.ts';
import type { Pace } from './pace.ts';
import type { WritableRunLog } from './run-log.ts';
import type { RunOrder } from './run-order.ts';

/** What {@link takeSteps} works with. */
export interface Steps {
  readonly order: RunOrder;
  readonly state: TrainingState;
  readonly source: SampleSource;
  readonly log: WritableRunLog;
  readonly network: TrainedNetwork;
  /** Has the store keep the run as it is now. */
  readonly save: () => Promise<void>;
}

/**
 * Trains until all steps are done or the run is to end. Meanwhile it tells of every step, saves the run and segments a held-out slice.
 * @throws DivergedError, or FileError from `save`, when training has diverged; what was saved last is from before
 */
export async function takeSteps({ order, state, source, log, network, save }: Steps): Promise<void> {
  const { plan, heldOut, controls, pace, onEvent } = order;
  const { settings, steps } = plan;
  const preview = async (stepSeconds: number): Promise<void> => {
    const { signal } = controls;
    const { step } = state;
    try {
      const drawn = await predictPreview(currentUNet(state), heldOut[0]!, { step, network, stepSeconds, signal });
      if (drawn !== undefined) await onEvent({ kind: 'preview', preview: drawn, log });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };

  const options = {
    optimizer: optimizerOf(settings),
    schedule: scheduleOf(settings, steps),
    batchSize: settings.batchSize,
    seed: settings.seed,
    signal: controls.signal,
    steps,
  };
  for await (const report of train(state, source, options)) {
    await order.store.append?.(report);
    log.add(report, performance.now());
    await onEvent({ kind: 'step', report, log });
    // What the last step leaves is saved and scored by others.
    if (state.step >= steps) break;
    const now = performance.now();
    const previewDue = heldOut.length > 0 && pace.previews.isDue(state.step, now);
    if (pace.checkpoints.isDue(state.step, now) || controls.takeSaveRequest()) await timed(pace.checkpoints, save);
    if (previewDue) await timed(pace.previews, () => preview(report.seconds));
  }
}

async function timed(pace: Pace, work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  await work();
  pace.done(start, performance.now());
}
