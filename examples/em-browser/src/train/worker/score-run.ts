import type { UNet } from '@unet/model';
import { evaluate } from '@unet/trainer';
import type { LabelledSlice } from '@unet/trainer/arrays';
import type { RunScores, StoredRun } from '../../storage/stored-run.ts';
import { predictionOf, predictionTile } from './predict-slice.ts';
import type { Tell } from './take-steps.ts';

/** Segments and scores the held-out slices; undefined where there are none. */
export async function scoreRun(
  run: StoredRun,
  unet: UNet,
  heldOut: readonly LabelledSlice[],
  tell: Tell,
): Promise<RunScores | undefined> {
  const [first] = heldOut;
  if (first === undefined) return undefined;
  tell({ kind: 'scoring', done: 0, total: heldOut.length });
  const { predictions, binary } = await evaluate(unet, heldOut, {
    segmentation: { tile: predictionTile(run, first) },
    onSlice: (done, total) => tell({ kind: 'scoring', done, total }),
  });
  tell({ kind: 'prediction', prediction: predictionOf(first, run.step, predictions[0]!) });
  if (binary === undefined) return undefined;
  const { slices, pixelError, bestPixelError, constantPixelError, randError, vRand, vInfo } = binary;
  return {
    slices,
    pixelError,
    bestPixelError,
    constantPixelError,
    randError,
    vRand: vRand.score,
    vInfo: vInfo.score,
  };
}
