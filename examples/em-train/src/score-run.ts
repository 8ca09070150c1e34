import { type ChosenBackend, deviceLimits } from '@unet/backends';
import { writeFileAtomic } from '@unet/files/node';
import { encodeTiff } from '@unet/image-io/arrays';
import type { Evaluation } from '@unet/metrics/arrays';
import type { BorrowedNetwork } from '@unet/model';
import { evaluate, predictionAlarm } from '@unet/trainer';
import type { Data } from './data.ts';
import type { FigureFolder } from './figures.ts';
import { type RunFolder, writeJson } from './run-folder.ts';
import type { RunLog } from './run-log.ts';
import type { Settings } from './settings.ts';
import { createProgress, formatDuration } from './terminal.ts';
import { versions } from './versions.ts';

/** What {@link scoreRun} works with. */
export interface FinishedRun {
  readonly unet: BorrowedNetwork;
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
  const { planes, classMaps, binary } = await evaluate(unet, data.heldOut, {
    segmentation: { symmetries: run.symmetries, limits: deviceLimits() },
    onSlice: (done) => progress.update(done),
  });
  progress.stop();
  if (planes === undefined || binary === undefined) throw new RangeError('scoreRun: the network must have two classes');
  for (const [index, classMap] of classMaps.entries()) {
    const alarm = predictionAlarm(data.heldOut[index]!.name ?? `slice ${index}`, classMap);
    if (alarm !== undefined) console.log(`warning: ${alarm.message}`);
  }
  await writeFileAtomic(folder.predictions, encodeTiff(planes));
  await figures.results(data.heldOut, planes, binary);
  // What is said is what is kept: rounded once.
  const waitFraction = Number((log.waitSeconds / log.seconds).toFixed(4));
  const { sweep: _, ...scores } = binary;
  await writeJson(folder.metrics, {
    ...scores,
    symmetries: run.symmetries,
    steps: log.losses.length,
    seconds: Number(log.seconds.toFixed(3)),
    waitFraction,
    backend: run.backend.name,
    seed: run.settings.seed,
    versions,
  });
  console.log(
    [
      `Held-out slices (${binary.slices}), after ${log.losses.length} steps in ${formatDuration(log.seconds)}, ${percent(waitFraction)} of it waiting for samples:`,
      ...scoreLines(binary),
      `Figures, predictions and weights: ${folder.path}`,
    ].join('\n'),
  );
}

/** Each score at the threshold that was fixed beforehand, then the best. */
function scoreLines({ threshold, best, ...scores }: Evaluation): string[] {
  const line = (name: string, format: (value: number) => string, value: number, most: number, at: number): string =>
    `  ${name.padEnd(11)}  ${format(value)} at ${threshold}, best ${format(most)}${Number.isNaN(at) ? '' : ` at ${Number(at.toFixed(2))}`}`;
  const { pixelError, randError, vRand, vInfo } = best;
  return [
    `${line('pixel error', percent, scores.pixelError, pixelError.value, pixelError.threshold)}; a constant answer has ${percent(scores.constantPixelError)}`,
    line('Rand error', fourDigits, scores.randError.error, randError.error, randError.threshold),
    line('V-Rand', fourDigits, scores.vRand.score, vRand.score, vRand.threshold),
    line('V-Info', fourDigits, scores.vInfo.score, vInfo.score, vInfo.threshold),
    '  (best: at the threshold that suits these slices best, which flatters them)',
  ];
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function fourDigits(value: number): string {
  return Number.isNaN(value) ? 'not defined' : value.toFixed(4);
}
