import type { BorrowedNetwork } from '@unet/model';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { evaluate, type NetworkEvaluationArrays } from '@unet/trainer';
import { predictionInputSize, type TrainedNetwork } from './prediction-input-size.ts';

/** Options of {@link scoreRun}. */
export interface ScoreOptions {
  readonly network: TrainedNetwork;
  readonly symmetries: boolean;
  readonly onSlice: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Segments and scores the held-out slices, of which there is one at least, with an input that suits all. */
export function scoreRun(
  unet: BorrowedNetwork,
  heldOut: readonly LabelledSliceArrays[],
  { network, symmetries, onSlice, signal }: ScoreOptions,
): Promise<NetworkEvaluationArrays> {
  const height = Math.max(...heldOut.map(({ image }) => image.height));
  const width = Math.max(...heldOut.map(({ image }) => image.width));
  const inputSize = predictionInputSize(network, { height, width });
  return evaluate(unet, heldOut, { segmentation: { inputSize, symmetries, signal }, onSlice });
}
