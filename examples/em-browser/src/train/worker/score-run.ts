import type { Evaluation } from '@unet/metrics/arrays';
import type { BorrowedNetwork } from '@unet/model';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { evaluate } from '@unet/trainer';
import type { RunScores, StoredRun } from '../../storage/stored-run.ts';
import { predictionInputSize, predictionOf } from './predict-slice.ts';
import type { Tell } from './take-steps.ts';

/** Segments and scores the held-out slices; undefined where there are none. */
export async function scoreRun(
  run: StoredRun,
  unet: BorrowedNetwork,
  heldOut: readonly LabelledSliceArrays[],
  tell: Tell,
): Promise<RunScores | undefined> {
  const [first] = heldOut;
  if (first === undefined) return undefined;
  tell({ kind: 'scoring', done: 0, total: heldOut.length });
  const { planes, binary } = await evaluate(unet, heldOut, {
    segmentation: { inputSize: predictionInputSize(run, first) },
    onSlice: (done, total) => tell({ kind: 'scoring', done, total }),
  });
  // Networks of this page have two classes.
  tell({ kind: 'prediction', prediction: predictionOf(first, run.step, planes![0]!) });
  return runScoresOf(binary!);
}

/** What the page keeps of an evaluation: numbers, none of the thresholds in between. */
export function runScoresOf(evaluation: Evaluation): RunScores {
  const { slices, threshold, pixelError, constantPixelError, randError, vRand, vInfo, warpingError, best } = evaluation;
  return {
    slices,
    threshold,
    pixelError,
    constantPixelError,
    cells: { randError: randError.error, vRand: vRand.score, vInfo: vInfo.score, warpingError },
    best: {
      pixelError: best.pixelError,
      randError: { value: best.randError.error, threshold: best.randError.threshold },
      vRand: { value: best.vRand.score, threshold: best.vRand.threshold },
      vInfo: { value: best.vInfo.score, threshold: best.vInfo.threshold },
    },
  };
}
