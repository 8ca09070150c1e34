import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { moveSource, withoutPlace } from '../../data/move-source.ts';
import { writeJson } from '../../run-folder/run-folder.ts';
import { sameJson } from '../../run-folder/same-json.ts';
import type { Output } from '../../terminal/output.ts';
import type { TrainRequest } from './request.ts';
import { summariseFolds } from './summarise-folds.ts';
import { trainOnce } from './train-once.ts';
import type { TrainOptions } from './train-options.ts';
import { withDashboard } from './with-dashboard.ts';

/** `unet train`: one run, or one for each fold. */
export async function runTrain(request: TrainRequest, output: Output, options: TrainOptions = {}): Promise<void> {
  const { folds, out = 'runs/folds' } = request;
  if (folds === undefined) {
    await trainOnce(request, output, options);
    return;
  }
  const whole = await openFolds(request, folds, out);
  const names = Array.from({ length: folds }, (_, fold) => join(out, `fold-${fold + 1}`));
  await withDashboard(whole, out, output, () => {
    // A cross-validation that goes on has folds that are done, one that is not, and some that were never begun.
    return trainFolds(whole, names, output, { ...options, resumeIfThere: request.resume, resumeFolder: out });
  });
  await summariseFolds(out, names, output);
}

async function trainFolds(
  whole: TrainRequest,
  names: readonly string[],
  output: Output,
  options: TrainOptions,
): Promise<void> {
  for (const [fold, name] of names.entries()) {
    output.say(`Fold ${fold + 1} of ${names.length}`);
    const source = { ...whole.source, fold, folds: names.length };
    const asked = { settings: {}, length: {}, source: whole.asked.source };
    // One page shows them all.
    await trainOnce({ ...whole, source, asked, out: name, dashboard: false }, output, options);
  }
}

/** What all folds of a cross-validation have in common; kept, since folds that were never begun have nothing of their own. */
type Common = Pick<TrainRequest, 'settings' | 'length' | 'source' | 'symmetries'> & { readonly folds: number };

/** The request of a new cross-validation, or of the one in a folder that goes on. */
async function openFolds(request: TrainRequest, folds: number, out: string): Promise<TrainRequest> {
  const path = join(out, 'folds.json');
  const kept: Common | undefined = await readFile(path, 'utf8').then(JSON.parse, () => undefined);
  if (!request.resume) {
    if (kept !== undefined) {
      throw new Error(`${out}: holds a cross-validation already; continue it with --resume, or choose another --out`);
    }
    const { settings, length, source, symmetries } = request;
    await writeJson(path, { folds, settings, length, source, symmetries } satisfies Common);
    return request;
  }
  if (kept === undefined) throw new Error(`${out}: holds no cross-validation that could be resumed`);
  const were = { folds: kept.folds, ...kept.settings, ...kept.source, ...kept.length };
  const { settings, source, length } = request.asked;
  // Data may have moved: each fold knows the hash of its own.
  for (const [name, wanted] of Object.entries({ folds, ...settings, ...withoutPlace(source), ...length })) {
    const was = were[name as keyof typeof were];
    if (sameJson(was, wanted)) continue;
    throw new Error(
      `${out}: its folds have ${name} ${JSON.stringify(was) ?? 'unset'}, --resume cannot change it to ${JSON.stringify(wanted)}`,
    );
  }
  return { ...request, ...kept, source: moveSource(kept.source, source) };
}
