import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ChosenBackend } from '@unet/backends';
import { FileError } from '@unet/files';
import {
  createAttempts,
  defaultWorkers,
  everySteps,
  lossOf,
  type RunControls,
  type RunListener,
  type RunPlan,
  runTraining,
  type SavedRun,
} from '@unet/run';
import type { Data } from '../../data/load-data.ts';
import { restartBackend } from '../../engine.ts';
import { createFigureFolder } from '../../run-folder/figures.ts';
import type { FolderStore } from '../../run-folder/folder-store.ts';
import type { RunFolder } from '../../run-folder/run-folder.ts';
import { tensorBoardListener } from '../../tensorboard/run-listener.ts';
import type { Output } from '../../terminal/output.ts';
import { figureListener } from './figure-listener.ts';
import { previewListener } from './preview-listener.ts';
import { progressListener } from './progress-listener.ts';
import type { TrainRequest } from './request.ts';
import { resultsListener } from './results-listener.ts';
import { statusListener } from './status-listener.ts';
import type { TrainOptions } from './train-options.ts';

/** A run that is ready to train. */
export interface ReadyRun {
  readonly request: TrainRequest;
  readonly plan: RunPlan;
  readonly data: Data;
  readonly folder: RunFolder;
  readonly backend: ChosenBackend;
  readonly store: FolderStore;
  readonly output: Output;
  readonly options: TrainOptions;
}

/**
 * Trains a run to its end; where something that computes is lost it goes on from its last checkpoint by itself.
 * @throws what training throws, with advice where there is some
 */
export async function trainWithAttempts(ready: ReadyRun, controls: RunControls): Promise<SavedRun> {
  const { request, plan, data, folder, backend, store, output, options } = ready;
  const { symmetries, checkpointEvery } = request;
  const attempts = createAttempts();
  const said = new Set<string>();
  for (;;) {
    const progress = progressListener(output, plan.steps);
    const results = resultsListener({ plan, folder, backend, symmetries }, output);
    // Scores and weights are what a run is for; pictures are not worth its end.
    const beside: RunListener[] = [
      previewListener(folder.previews),
      statusListener(folder.status, plan, backend.name),
      ...(request.figures ? [figureListener(createFigureFolder(folder.figures), plan, data)] : []),
      ...(request.tensorboard ? [tensorBoardListener(folder.events)] : []),
      ...(options.listeners ?? []),
    ];
    let reached = 0;
    let begun = false;
    try {
      return await runTraining({
        plan,
        training: data.training,
        heldOut: data.heldOut,
        store,
        controls,
        workers: request.workers ?? defaultWorkers(availableParallelism()),
        createWorker: options.createWorker ?? (() => new Worker(new URL('./sample-worker.js', import.meta.url))),
        pace: { checkpoints: everySteps(checkpointEvery), previews: everySteps(checkpointEvery) },
        symmetries,
        async onEvent(event) {
          begun = true;
          if (event.kind === 'step') reached = event.report.step;
          // First, so that the time left is not judged by the pictures that are drawn before the first step.
          for (const listen of beside) await tolerant(() => listen(event), said, output);
          await progress.listen(event);
          await results(event);
        },
      });
    } catch (error) {
      if (controls.ending !== undefined || !attempts.mayTryAgain(error, reached)) {
        throw begun ? error : withAdvice(error, folder);
      }
      if (lossOf(error) !== 'samples') await restartBackend(backend);
      const last = await store.latest();
      output.warn(
        `${error.message}; training goes on ${last === undefined ? 'from its beginning' : `after step ${last.step}`}`,
      );
    } finally {
      progress.stop();
    }
  }
}

/** What cannot be written beside the run is said, once for each reason. */
async function tolerant(work: () => void | Promise<void>, said: Set<string>, output: Output): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (!said.has(error.reason)) output.warn(error.message);
    said.add(error.reason);
  }
}

/** What to do about a checkpoint that cannot be read. */
function withAdvice(error: unknown, folder: RunFolder): unknown {
  const isOfCheckpoint = error instanceof FileError && error.file?.startsWith(folder.checkpoints) === true;
  if (!isOfCheckpoint || error.reason.startsWith('checkpoint: of another')) return error;
  return new Error(`${error.message}; delete it to continue from the one before`, { cause: error });
}
