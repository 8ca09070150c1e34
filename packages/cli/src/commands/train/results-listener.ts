import type { ChosenBackend } from '@unet/backends';
import { writeFileAtomic } from '@unet/files/node';
import { encodeTiff } from '@unet/image-io/arrays';
import { formatDuration, formatPercent, type RunListener, type RunPlan } from '@unet/run';
import { type RunFolder, writeJson } from '../../run-folder/run-folder.ts';
import { scoreLines } from '../../scores/score-lines.ts';
import type { Output } from '../../terminal/output.ts';
import { versions } from '../../versions.ts';

/** What of a run goes into `metrics.json` beside its scores. */
export interface FinishedRun {
  readonly plan: RunPlan;
  readonly folder: RunFolder;
  readonly backend: ChosenBackend;
  readonly symmetries: boolean;
}

/** Writes the predictions and scores of the held-out slices, and says them. */
export function resultsListener({ plan, folder, backend, symmetries }: FinishedRun, output: Output): RunListener {
  return async (event) => {
    if (event.kind !== 'scored') return;
    const { run, evaluation } = event;
    const { planes, binary } = evaluation;
    if (planes === undefined || binary === undefined) return;
    await writeFileAtomic(folder.predictions, encodeTiff(planes));
    // What is said is what is kept: rounded once.
    const waitFraction = Number((run.waitSeconds / run.seconds).toFixed(4));
    const { sweep: _, ...scores } = binary;
    const metrics = {
      ...scores,
      symmetries,
      steps: run.step,
      seconds: Number(run.seconds.toFixed(3)),
      waitFraction,
      backend: backend.name,
      seed: plan.settings.seed,
      versions,
    };
    await writeJson(folder.metrics, metrics);
    output.event('result', { folder: folder.path, ...metrics });
    output.say(
      [
        `Held-out slices (${binary.slices}), after ${run.step} steps in ${formatDuration(run.seconds)}, ${formatPercent(waitFraction)} of it waiting for samples:`,
        ...scoreLines(binary),
        `Predictions and weights: ${folder.path}`,
      ].join('\n'),
    );
  };
}
