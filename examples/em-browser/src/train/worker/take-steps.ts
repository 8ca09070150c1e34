import { type SampleSource, type TrainingState, train } from '@unet/trainer';
import { optimizerOf, scheduleOf } from '../plan/recipe.ts';
import type { SessionEvent, SessionOrder } from '../run/session-messages.ts';
import { memoryReport } from './memory-report.ts';
import { createPacer } from './pacer.ts';
import { predictionInputSize, predictSlice } from './predict-slice.ts';
import { middleOf, previewSize } from './preview-window.ts';
import { captureRun, tryToSave } from './run-keeper.ts';
import type { RunLog } from './run-log.ts';
import type { SessionControls } from './session-controls.ts';

/** Tells the page; pictures go without being copied. */
export type Tell = (event: SessionEvent) => void;

/** What {@link takeSteps} works with. */
export interface Steps {
  readonly order: SessionOrder;
  readonly state: TrainingState;
  readonly source: SampleSource;
  readonly log: RunLog;
  readonly controls: SessionControls;
  readonly tell: Tell;
}

/**
 * Trains until all steps are done or the session is to end. Meanwhile it reports, saves the run and draws a held-out slice, each as often as
 * its own cost allows.
 * @throws DivergedError or FileError when training has diverged; what was saved last is from before
 */
export async function takeSteps({ order, state, source, log, controls, tell }: Steps): Promise<void> {
  const { run, heldOut } = order;
  const reports = createPacer(250, 0);
  const saves = createPacer(5000, 20);
  const predictions = createPacer(2000, 10);

  const report = (): void => {
    const { seconds, secondsPerStep, waitShare } = log;
    const losses = log.takeNew();
    tell({ kind: 'progress', losses, step: state.step, seconds, secondsPerStep, waitShare, memory: memoryReport() });
  };
  let problem: string | undefined;
  const save = async (): Promise<void> => {
    const { step } = state;
    const reason = await tryToSave(await captureRun(run, state, log));
    if (reason === undefined) tell({ kind: 'saved', step });
    // Once is enough.
    else if (reason !== problem) tell({ kind: 'unsaved', reason });
    problem = reason;
  };
  const predict = async (stepSeconds: number): Promise<void> => {
    const [slice] = heldOut;
    if (slice === undefined) return;
    const { config, inputSize } = run.plan;
    const seenSize = predictionInputSize(run, slice);
    // Forward is a third of a step.
    const forwardSeconds = ((stepSeconds / 3) * seenSize.height * seenSize.width) / inputSize ** 2;
    const part = previewSize(config, seenSize, slice, forwardSeconds);
    const seen = part === undefined ? slice : middleOf(slice, part);
    try {
      tell({ kind: 'prediction', prediction: await predictSlice(state, seen, seenSize, controls.signal) });
    } catch (error) {
      if (!controls.signal.aborted) throw error;
    }
  };

  const { plan, steps } = run;
  const options = {
    optimizer: optimizerOf(plan),
    schedule: scheduleOf(plan),
    seed: plan.seed,
    signal: controls.signal,
  };
  for await (const done of train(state, source, { ...options, steps })) {
    log.add(done, performance.now());
    // The first step is told at once: it shows that the machine can train.
    if (reports.isDue(performance.now()) || log.losses.length === run.losses.length + 1) {
      report();
      reports.done(performance.now(), performance.now());
    }
    if (saves.isDue(performance.now()) || controls.takeSaveRequest()) await timed(saves, save);
    if (predictions.isDue(performance.now())) await timed(predictions, () => predict(done.seconds));
  }
  report();
}

async function timed(pacer: ReturnType<typeof createPacer>, work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  await work();
  pacer.done(start, performance.now());
}
