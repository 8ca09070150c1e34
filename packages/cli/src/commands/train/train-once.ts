import { readFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type ChosenBackend, deviceLimits } from '@unet/backends';
import { FileError } from '@unet/files';
import { summary } from '@unet/model';
import {
  createAttempts,
  createRunControls,
  dataHash,
  defaultWorkers,
  describeOffer,
  everySteps,
  formatBytes,
  lossOf,
  planRun,
  preflight,
  type RunControls,
  type RunListener,
  type RunPlan,
  runTraining,
  type SavedRun,
  tilesOf,
} from '@unet/run';
import { type SampleWorker, sliceAlarms } from '@unet/trainer';
import { type Data, loadData, summarise } from '../../data/load-data.ts';
import { restartBackend, startBackend } from '../../engine.ts';
import { createFigureFolder } from '../../run-folder/figures.ts';
import { createFolderStore, type FolderStore } from '../../run-folder/folder-store.ts';
import { lockFolder } from '../../run-folder/lock.ts';
import { readRunConfig } from '../../run-folder/run-config.ts';
import { type RunFolder, removeLeftovers, runFolder, writeJson } from '../../run-folder/run-folder.ts';
import { sameJson } from '../../run-folder/same-json.ts';
import { tensorBoardListener } from '../../tensorboard/run-listener.ts';
import { InterruptedError } from '../../terminal/failure.ts';
import { whileInterruptible } from '../../terminal/interruption.ts';
import type { Output } from '../../terminal/output.ts';
import { versions } from '../../versions.ts';
import { figureListener } from './figure-listener.ts';
import { openRun } from './open-run.ts';
import { previewListener } from './preview-listener.ts';
import { progressListener } from './progress-listener.ts';
import type { TrainRequest } from './request.ts';
import { resultsListener } from './results-listener.ts';
import { resumeCommand } from './resume-command.ts';

/** What is not as it was for a run that an earlier version began. */
const FORMER =
  'an earlier version began this run; from now on the weights of a sample take its surroundings and the balance of its whole slice into account';

/** What a program may do otherwise than the command. */
export interface TrainOptions {
  readonly createWorker?: (() => SampleWorker) | undefined;
  /** Goes on with the run in the folder if there is one, else begins one. */
  readonly resumeIfThere?: boolean | undefined;
  /** What an interrupted run says to go on with, where that is not its own folder. */
  readonly resumeFolder?: string | undefined;
  /** Hear of what happens, beside those of the command. */
  readonly listeners?: readonly RunListener[] | undefined;
}

/** A whole run: data, network, training, scores, figures, all into one folder. */
export async function trainOnce(request: TrainRequest, output: Output, options: TrainOptions = {}): Promise<SavedRun> {
  const { folder, config: run } = await openRun(await settle(request, options));
  const { settings, source } = run;
  const data = await loadData(source, settings.seed);
  output.say(`Data: ${summarise(data)}`);
  for (const { message } of sliceAlarms([...data.training, ...data.heldOut])) output.warn(message);
  const hash = dataHash([...data.training, ...data.heldOut]);
  if (run.dataHash !== undefined && run.dataHash !== hash) {
    throw new Error(`${folder.path}: its run was trained on other data: files of ${data.description} have changed`);
  }
  const plan = planRun(settings, run.length, data.training);
  const { config, inputSize } = plan;
  const tiles = tilesOf(plan, data.training);
  output.say(`Network: ${summary(config, { inputSize }).split('\n', 1)[0]}, ${tiles} tiles an epoch`);
  const backend = await startBackend(request.backend, output);
  sayMemory(plan, data, output);

  // From here on things are written; what can be wrong with the input has been found.
  const release = await lockFolder(folder.path);
  try {
    const store = createFolderStore(folder, run.formerIdentity, output.warn);
    await checkLength(store, plan, folder);
    const resumed = await sayWhereItBegins(store, folder, request.resume || options.resumeIfThere === true, output);
    if (resumed) await removeLeftovers(folder);
    const symmetries = request.asked.symmetries ?? run.symmetries ?? request.symmetries;
    const kept = {
      settings,
      length: run.length,
      source,
      symmetries,
      dataHash: hash,
      network: config,
      inputSize,
      steps: plan.steps,
      versions,
    };
    // A run of an earlier version keeps the words in which its checkpoints were written, until it has one in those of this.
    if (run.formerIdentity === undefined) await keepConfig(folder, kept);
    else output.say(`Note: ${FORMER}`);
    const started: Started = {
      request: { ...request, symmetries },
      plan,
      data,
      folder,
      backend,
      store,
      output,
      options,
    };
    const controls = createRunControls();
    const ended = await whileInterruptible(
      () => {
        controls.end('paused');
        process.stderr.write('\nStopping after this step; press Ctrl-C again to stop at once.\n');
      },
      () => train(started, controls),
    );
    if (run.formerIdentity !== undefined && ended.step > 0) await writeJson(folder.config, kept);
    if (ended.status === 'diverged') throw new Error(ended.message);
    if (controls.ending === 'paused') {
      const command = resumeCommand(options.resumeFolder ?? folder.path, request.again);
      throw new InterruptedError(`stopped after step ${ended.step}; continue with: ${command}`);
    }
    return ended;
  } finally {
    await release();
  }
}

/** A request that says whether the folder holds a run that is to go on. */
async function settle(request: TrainRequest, { resumeIfThere }: TrainOptions): Promise<TrainRequest> {
  if (resumeIfThere !== true) return request;
  return { ...request, resume: (await readRunConfig(runFolder(request.out!))) !== undefined };
}

function sayMemory(plan: RunPlan, data: Data, output: Output): void {
  const { bytes, problem, offer } = preflight(plan, data.training, deviceLimits(), totalmem());
  if (problem !== undefined) {
    throw new RangeError(offer === undefined ? problem : `${problem} This would fit: ${describeOffer(offer, plan)}`);
  }
  output.say(`Memory: about ${formatBytes(bytes)} for a step`);
}

async function sayWhereItBegins(
  store: FolderStore,
  folder: RunFolder,
  resume: boolean,
  output: Output,
): Promise<boolean> {
  const newest = await store.latest();
  if (newest !== undefined) output.say(`Run: ${folder.path}, continued after step ${newest.step}`);
  else if (resume) output.say(`Run: ${folder.path}, which holds no checkpoint: it begins again from step 0`);
  else output.say(`Run: ${folder.path}`);
  return newest !== undefined || resume;
}

async function checkLength(store: FolderStore, { steps }: RunPlan, folder: RunFolder): Promise<void> {
  const done = (await store.latest())?.step ?? 0;
  if (done <= steps) return;
  throw new RangeError(
    `${folder.path}: has taken ${done} steps already; --steps and --epochs must not end before, got ${steps} steps`,
  );
}

/** Writes `config.json`, unless it says all that already. */
async function keepConfig({ config }: RunFolder, kept: object): Promise<void> {
  const written = await readFile(config, 'utf8').then(JSON.parse, () => undefined);
  if (!sameJson(written, kept)) await writeJson(config, kept);
}

/** What to do about a checkpoint that cannot be read. */
function withAdvice(error: unknown, folder: RunFolder): unknown {
  const isOfCheckpoint = error instanceof FileError && error.file?.startsWith(folder.checkpoints) === true;
  if (!isOfCheckpoint || error.reason.startsWith('checkpoint: of another')) return error;
  return new Error(`${error.message}; delete it to continue from the one before`, { cause: error });
}

interface Started {
  readonly request: TrainRequest;
  readonly plan: RunPlan;
  readonly data: Data;
  readonly folder: RunFolder;
  readonly backend: ChosenBackend;
  readonly store: FolderStore;
  readonly output: Output;
  readonly options: TrainOptions;
}

async function train(started: Started, controls: RunControls): Promise<SavedRun> {
  const { request, plan, data, folder, backend, store, output, options } = started;
  const { symmetries, checkpointEvery } = request;
  const attempts = createAttempts();
  const said = new Set<string>();
  for (;;) {
    const progress = progressListener(output, plan.steps);
    const results = resultsListener({ plan, folder, backend, symmetries }, output);
    // Scores and weights are what a run is for; pictures are not worth its end.
    const beside: RunListener[] = [
      previewListener(folder.previews),
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
