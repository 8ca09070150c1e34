import type { ChosenBackend } from '@unet/backends';
import { writeFileAtomic } from '@unet/files';
import { encodeTiff } from '@unet/image-io/arrays';
import type { UNet } from '@unet/model';
import { classProbability, evaluate, predictionAlarm } from '@unet/trainer';
import type { Data } from './data.ts';
import type { FigureFolder } from './figures.ts';
import { type RunFolder, writeJson } from './run-folder.ts';
import type { RunLog } from './run-log.ts';
import type { Settings } from './settings.ts';
import { createProgress, formatDuration } from './terminal.ts';
import { versions } from './versions.ts';

/** What {@link scoreRun} works with. */
export interface FinishedRun {
  readonly unet: UNet;
  readonly data: Data;
  readonly folder: RunFolder;
  readonly figures: FigureFolder;
  readonly log: RunLog;
  readonly backend: ChosenBackend;
  readonly settings: Settings;
  /** Average the predictions of the square's eight symmetries. */
  readonly symmetries: boolean;
}

/** Segments the held-out slices, writes predictions, scores and figures, and prints the scores. */
export async function scoreRun(run: FinishedRun): Promise<void> {
  const { unet, data, folder, figures, log } = run;
  const progress = createProgress('Scoring', data.heldOut.length);
  const { predictions, binary } = await evaluate(unet, data.heldOut, {
    segmentation: { symmetries: run.symmetries },
    onSlice: (done) => progress.update(done),
  });
  progress.stop();
  if (binary === undefined) throw new RangeError('scoreRun: the network must have two classes');
  for (const [index, prediction] of predictions.entries()) {
    const alarm = predictionAlarm(data.heldOut[index]!.name ?? `slice ${index}`, prediction);
    if (alarm !== undefined) console.log(`warning: ${alarm.message}`);
  }
  const planes = predictions.map((prediction) => classProbability(prediction, 1));
  await writeFileAtomic(folder.predictions, encodeTiff(planes));
  await figures.results(data.heldOut, predictions, binary);
  // What is said is what is kept: rounded once.
  const waitFraction = Number((log.waitSeconds / log.seconds).toFixed(4));
  await writeJson(folder.metrics, {
    slices: binary.slices,
    pixelError: binary.pixelError,
    bestPixelError: binary.bestPixelError,
    constantPixelError: binary.constantPixelError,
    iou: binary.iou.perClass[1],
    dice: binary.dice.perClass[1],
    randError: binary.randError,
    warpingError: binary.warpingError,
    vRand: binary.vRand.score,
    vRandSplit: binary.vRand.split,
    vRandMerge: binary.vRand.merge,
    vInfo: binary.vInfo.score,
    thresholds: binary.thresholds,
    symmetries: run.symmetries,
    steps: log.losses.length,
    seconds: Number(log.seconds.toFixed(3)),
    waitFraction,
    backend: run.backend.name,
    seed: run.settings.seed,
    versions,
  });
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  console.log(
    [
      `Held-out slices (${binary.slices}), after ${log.losses.length} steps in ${formatDuration(log.seconds)}, ${percent(waitFraction)} of it waiting for samples:`,
      `  pixel error  ${percent(binary.pixelError)}, ${percent(binary.bestPixelError)} at the best threshold ${binary.thresholds.pixelError}; a constant answer has ${percent(binary.constantPixelError)}`,
      `  Rand error   ${binary.randError.toFixed(4)}`,
      `  V-Rand       ${binary.vRand.score.toFixed(4)}`,
      `  V-Info       ${binary.vInfo.score.toFixed(4)}`,
      `Figures, predictions and weights: ${folder.path}`,
    ].join('\n'),
  );
}
