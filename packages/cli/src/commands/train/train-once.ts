import { totalmem } from 'node:os';
import { deviceLimits } from '@unet/backends';
import { FileError } from '@unet/files';
import { summary } from '@unet/model';
import {
  createRunControls,
  dataHash,
  describeOffer,
  formatBytes,
  planRun,
  preflight,
  type RunPlan,
  type SavedRun,
  tilesOf,
} from '@unet/run';
import { sliceAlarms } from '@unet/trainer';
import { type Data, loadData, summarise } from '../../data/load-data.ts';
import { describeScaling } from '../../data/parse-scale.ts';
import { startBackend } from '../../engine.ts';
import { createFolderStore } from '../../run-folder/folder-store.ts';
import { lockFolder } from '../../run-folder/lock.ts';
import { removeLeftovers, writeJson } from '../../run-folder/run-folder.ts';
import { InterruptedError } from '../../terminal/failure.ts';
import { whileInterruptible } from '../../terminal/interruption.ts';
import type { Output } from '../../terminal/output.ts';
import { versions } from '../../versions.ts';
import { checkLength, keepConfig, refuseOther, sayWhereItBegins } from './keep-run.ts';
import { openRun, settle } from './open-run.ts';
import type { TrainRequest } from './request.ts';
import { resumeCommand } from './resume-command.ts';
import { type ReadyRun, trainWithAttempts } from './train-attempts.ts';
import type { TrainOptions } from './train-options.ts';
import { withDashboard } from './with-dashboard.ts';

/** What is not as it was for a run that an earlier version began. */
const FORMER =
  'an earlier version began this run; from now on the weights of a sample take its surroundings and the balance of its whole slice into account';

/** A whole run: data, network, training, scores, figures, all into one folder. */
export async function trainOnce(request: TrainRequest, output: Output, options: TrainOptions = {}): Promise<SavedRun> {
  const { folder, config: run, isNew } = await openRun(await settle(request, options));
  const { settings, source } = run;
  const resumes = request.resume || options.resumeIfThere === true;
  const data = await loadData(source, settings.seed).catch((error: unknown) => {
    throw resumes && error instanceof FileError
      ? new Error(`${error.message}; if its data have moved, name their new place beside --resume`, { cause: error })
      : error;
  });
  output.say(`Data: ${summarise(data)}`);
  output.say(`Grey values: ${describeScaling(data.scaling)}`);
  for (const warning of data.warnings) output.warn(warning);
  for (const { message } of sliceAlarms([...data.training, ...data.heldOut])) output.warn(message);
  const hash = dataHash([...data.training, ...data.heldOut]);
  if (run.dataHash !== undefined && run.dataHash !== hash) {
    throw new Error(`${folder.path}: its run was trained on other data than ${data.description} holds now`);
  }
  const plan = planRun(settings, run.length, data.training, data.scaling);
  const { config, inputSize } = plan;
  const tiles = tilesOf(plan, data.training);
  output.say(`Network: ${summary(config, { inputSize }).split('\n', 1)[0]}, ${tiles} tiles an epoch`);
  const backend = await startBackend(request.backend, output);
  sayMemory(plan, data, output);

  // From here on things are written; what can be wrong with the input has been found.
  const release = await lockFolder(folder.path);
  try {
    if (isNew) await refuseOther(folder);
    const store = createFolderStore(folder, run.formerIdentity, output.warn);
    await checkLength(store, plan, folder);
    const resumed = await sayWhereItBegins(store, folder, resumes, output);
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
    const ready: ReadyRun = {
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
    const ended = await withDashboard(request, folder.path, output, () =>
      whileInterruptible(
        () => {
          controls.end('paused');
          process.stderr.write('\nStopping after this step; press Ctrl-C again to stop at once.\n');
        },
        () => trainWithAttempts(ready, controls),
      ),
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

function sayMemory(plan: RunPlan, data: Data, output: Output): void {
  const { bytes, problem, offer } = preflight(plan, data.training, deviceLimits(), totalmem());
  if (problem !== undefined) {
    throw new RangeError(offer === undefined ? problem : `${problem} This would fit: ${describeOffer(offer, plan)}`);
  }
  output.say(`Memory: about ${formatBytes(bytes)} for a step`);
}
