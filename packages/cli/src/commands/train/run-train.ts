import { join } from 'node:path';
import type { Output } from '../../terminal/output.ts';
import type { TrainRequest } from './request.ts';
import { summariseFolds } from './summarise-folds.ts';
import { type TrainOptions, trainOnce } from './train-once.ts';

/** `unet train`: one run, or one for each fold. */
export async function runTrain(request: TrainRequest, output: Output, options: TrainOptions = {}): Promise<void> {
  const { folds, out = 'runs/folds' } = request;
  if (folds === undefined) {
    await trainOnce(request, output, options);
    return;
  }
  const names = Array.from({ length: folds }, (_, fold) => join(out, `fold-${fold + 1}`));
  for (const [fold, name] of names.entries()) {
    output.say(`Fold ${fold + 1} of ${folds}`);
    const source = { ...request.source, fold, folds };
    await trainOnce({ ...request, source, asked: { ...request.asked, source }, out: name }, output, {
      ...options,
      // A cross-validation that goes on has folds that are done, one that is not, and some that were never begun.
      resumeIfThere: request.resume,
    });
  }
  await summariseFolds(out, names, output);
}
