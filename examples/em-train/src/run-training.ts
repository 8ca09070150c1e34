import { createUNet, summary } from '@unet/model';
import { writeUNet } from '@unet/model/node';
import { createTileSource, createTrainingState, currentUNet, disposeTrainingState, sliceAlarms } from '@unet/trainer';
import { createCheckpointFolder } from '@unet/trainer/node';
import { createAttempts, hasLostEngine } from './attempts.ts';
import { loadData, summarise } from './data.ts';
import { createFigureFolder } from './figures.ts';
import { chooseInputSize } from './input-size.ts';
import { noFigures } from './no-figures.ts';
import { openRun, restoreState } from './open-run.ts';
import { defaultWorkers, openSamples } from './open-samples.ts';
import { augmentationOf, configOf, optimizerOf, scheduleOf, weightsOf } from './recipe.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { resumeCommand } from './resume-command.ts';
import { writeJson } from './run-folder.ts';
import { openRunLog } from './run-log.ts';
import { scoreRun } from './score-run.ts';
import { restartBackend, startBackend } from './start-backend.ts';
import { takeSteps } from './take-steps.ts';
import type { TrainRequest } from './train-options.ts';
import { versions } from './versions.ts';

/** What is not as it was for a run that an earlier version began. */
const FORMER =
  'an earlier version began this run; from now on the weights of a sample take its surroundings and the balance of its whole slice into account';

/** A whole run: data, network, training, scores, figures, all into one folder. */
export async function runTraining(request: TrainRequest): Promise<void> {
  const { folder, config: run } = await openRun(request);
  const { settings } = run;
  const data = await loadData(settings);
  console.log(`Data: ${summarise(data)}`);
  for (const { message } of sliceAlarms([...data.training, ...data.heldOut])) console.log(`warning: ${message}`);

  const config = configOf(settings, data.channels);
  const inputSize = chooseInputSize(settings, config, data.training);
  const augmentation = augmentationOf(settings);
  const weights = weightsOf(settings);
  const { placement, seed } = settings;
  const samples = { slices: data.training, options: { config, inputSize, placement, augmentation, weights, seed } };
  const { length: tiles } = createTileSource(samples.slices, samples.options);
  const steps = run.length.steps ?? Math.ceil((run.length.epochs! * tiles) / settings.batchSize);
  console.log(`Network: ${summary(config, { inputSize }).split('\n', 1)[0]}, ${tiles} tiles an epoch`);
  const backend = await startBackend(request.backend);

  const optimizer = optimizerOf(settings);
  const checkpoints = createCheckpointFolder(folder.checkpoints);
  const newState = () => createTrainingState(createUNet(config, { seed: settings.seed }), optimizer);
  const lastState = async () => (await restoreState(checkpoints, optimizer, config, settings)) ?? newState();
  let state = request.resume ? await lastState() : newState();
  if (state.step > steps) throw new RangeError(tooFewSteps(steps, state.step, folder.path));
  // From here on things are written; what can be wrong with the input has been found.
  if (request.resume) await removeLeftovers(folder);
  let log = await openRunLog(folder.log, state.step);
  const figures = request.figures ? createFigureFolder(folder.figures) : noFigures;
  await writeJson(folder.config, { settings, length: run.length, network: config, inputSize, versions });
  if (state.step === 0) await figures.preparation(data.training[0]!, { config, inputSize, augmentation, weights });
  console.log(`Run: ${folder.path}${state.step > 0 ? `, continued after step ${state.step}` : ''}`);
  if (run.former) console.log(`Note: ${FORMER}`);

  const workers = state.step < steps ? (request.workers ?? defaultWorkers()) : 0;
  const attempts = createAttempts();
  let finished: boolean | undefined;
  while (finished === undefined) {
    const source = await openSamples(samples, workers, settings.batchSize);
    try {
      finished = await takeSteps({
        state,
        source,
        optimizer,
        schedule: scheduleOf(settings),
        steps,
        settings,
        log,
        checkpoints,
        figures,
        preview: data.heldOut[0]!,
        checkpointEvery: request.checkpointEvery,
      });
    } catch (error) {
      if (!attempts.mayTryAgain(error, state.step)) throw error;
      disposeTrainingState(state);
      if (hasLostEngine(error)) await restartBackend(backend);
      state = await lastState();
      log = await openRunLog(folder.log, state.step);
      console.log(
        `warning: ${error.message}; training goes on ${state.step > 0 ? `after step ${state.step}` : 'from its beginning'}`,
      );
    } finally {
      await source.close();
    }
  }
  if (finished) {
    await writeUNet(folder.model, currentUNet(state));
    await scoreRun({
      unet: currentUNet(state),
      data,
      folder,
      figures,
      log,
      backend,
      settings,
      symmetries: request.symmetries,
    });
  } else {
    console.log(`Stopped after step ${state.step}. Continue with: ${resumeCommand(folder.path, request)}`);
    process.exitCode = 130;
  }
  disposeTrainingState(state);
}

function tooFewSteps(steps: number, done: number, path: string): string {
  return `${path}: has taken ${done} steps already; --steps and --epochs must not end before, got ${steps} steps`;
}
