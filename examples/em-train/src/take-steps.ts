import { deviceLimits } from '@unet/backends';
import { classProbability, segment } from '@unet/model';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import {
  currentUNet,
  type Optimizer,
  predictionAlarm,
  type SampleSource,
  type Schedule,
  type TrainingState,
  train,
} from '@unet/trainer';
import type { CheckpointFolder } from '@unet/trainer/node';
import { createCheckpointPace } from './checkpoint-pace.ts';
import type { FigureFolder } from './figures.ts';
import type { RunLog } from './run-log.ts';
import type { Settings } from './settings.ts';
import { createProgress, type Progress } from './terminal.ts';

/** What {@link takeSteps} works with. */
export interface Steps {
  readonly state: TrainingState;
  readonly source: SampleSource;
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  readonly steps: number;
  readonly settings: Settings;
  readonly log: RunLog;
  readonly checkpoints: CheckpointFolder;
  readonly figures: FigureFolder;
  /** Held-out slice that is drawn at every checkpoint. */
  readonly preview: LabelledSliceArrays;
  readonly checkpointEvery: number;
}

/** The loss that the bar shows is the mean of so many steps: single tiles differ too much to be read. */
const SHOWN_STEPS = 20;

/**
 * Trains, showing progress and saving checkpoints, until all steps are done or Ctrl-C.
 * @returns whether all steps are done; the state is saved in either case
 * @throws DivergedError when the loss is not finite any more; the last checkpoint stays
 */
export async function takeSteps(run: Steps): Promise<boolean> {
  const { state, log, steps } = run;
  const interruption = interruptSignal();
  const progress = createProgress('Training', steps, state.step);
  const pace = createCheckpointPace(run.checkpointEvery);
  let savedStep = state.step;
  const save = async (): Promise<void> => {
    await log.flush();
    await run.checkpoints.save(state, run.optimizer, { ...run.settings });
    savedStep = state.step;
    pace.saved();
  };
  try {
    const { optimizer, schedule } = run;
    const { batchSize, seed } = run.settings;
    for await (const report of train(state, run.source, {
      optimizer,
      schedule,
      steps,
      batchSize,
      seed,
      signal: interruption.signal,
    })) {
      log.append(report);
      progress.update(report.step, `loss ${recentMean(log.losses).toFixed(4)}`);
      if (pace.isDue(report.step) && report.step < steps) {
        await save();
        await drawProgress(run, progress);
      }
    }
    if (state.step > savedStep) await save();
    if (log.losses.length > 0) await run.figures.loss(log.losses, stepsPerEpoch(run));
  } finally {
    progress.stop();
    interruption.release();
  }
  return state.step >= steps;
}

async function drawProgress(run: Steps, progress: Progress): Promise<void> {
  const { state, preview, figures, log } = run;
  const { probabilities, label } = await segment(currentUNet(state), preview.image, {
    output: 'both',
    limits: deviceLimits(),
  });
  const alarm = predictionAlarm(`step ${state.step}: ${preview.name}`, label);
  if (alarm !== undefined) progress.note(`warning: ${alarm.message}`);
  await figures.preview(preview, classProbability(probabilities, 1), state.step);
  await figures.loss(log.losses, stepsPerEpoch(run));
}

function stepsPerEpoch({ source, settings }: Steps): number {
  return Math.max(1, Math.round(source.length / settings.batchSize));
}

function recentMean(losses: readonly number[]): number {
  const recent = losses.slice(-SHOWN_STEPS);
  return recent.reduce((sum, loss) => sum + loss, 0) / recent.length;
}

/** Turns the first Ctrl-C (or a polite kill) into an abort after the step under way; a second one ends the process at once. */
function interruptSignal(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    process.stderr.write('\nStopping after this step; press Ctrl-C again to stop at once.\n');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}
