import { pixelError } from '@unet/metrics/arrays';
import { type BorrowedNetwork, classProbability, segment } from '@unet/model';
import type { ImageArray, LabelArray, LabelledSliceArrays } from '@unet/tensor/arrays';
import { type Alarm, predictionAlarm } from '@unet/trainer';
import { predictionInputSize, type TrainedNetwork } from './prediction-input-size.ts';
import { middleOf, previewSize } from './preview-window.ts';

/** What a network makes of a held-out slice, or of its middle. */
export interface Preview {
  readonly step: number;
  readonly name: string;
  readonly image: ImageArray;
  readonly truth: LabelArray;
  /** Of class 1, the inside of cells. */
  readonly probability: ImageArray;
  /** Fraction of wrong pixels at threshold 0.5; NaN for more than two classes. */
  readonly pixelError: number;
  /** What looks wrong with it. */
  readonly alarm: Alarm | undefined;
}

/** Options of {@link predictPreview}. */
export interface PreviewOptions {
  readonly step: number;
  readonly network: TrainedNetwork;
  /** What the last training step took, in seconds. */
  readonly stepSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Segments a slice, or as much of its middle as is done in a few seconds.
 * @returns undefined where training has diverged so far that there is nothing to see
 * @throws the reason of `signal`
 */
export async function predictPreview(
  unet: BorrowedNetwork,
  slice: LabelledSliceArrays,
  { step, network, stepSeconds, signal }: PreviewOptions,
): Promise<Preview | undefined> {
  const inputSize = predictionInputSize(network, slice.image);
  // Forward is a third of a step.
  const forwardSeconds = ((stepSeconds / 3) * inputSize.height * inputSize.width) / network.inputSize ** 2;
  const part = previewSize(network.config, inputSize, slice, forwardSeconds);
  const seen = part === undefined ? slice : middleOf(slice, part);
  const probabilities = await segment(unet, seen.image, { inputSize, signal });
  return probabilities.data.every(Number.isFinite) ? previewOf(seen, step, probabilities) : undefined;
}

/** A preview of what is segmented already. */
export function previewOf(slice: LabelledSliceArrays, step: number, probabilities: ImageArray): Preview {
  const { name = 'slice', image, label: truth } = slice;
  const probability = classProbability(probabilities, 1);
  return {
    step,
    name,
    image,
    truth,
    probability,
    pixelError: probabilities.channels === 2 ? pixelError(probability, truth) : Number.NaN,
    alarm: predictionAlarm(`step ${step}: ${name}`, probabilities),
  };
}
