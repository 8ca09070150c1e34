import { pixelError } from '@unet/metrics/arrays';
import { classProbability, paperInputSize, segment, segmentationInputSize } from '@unet/model';
import type { ImageArray, LabelledSliceArrays, Size } from '@unet/tensor/arrays';
import { currentUNet, type TrainingState } from '@unet/trainer';
import type { StoredRun } from '../../storage/stored-run.ts';
import type { Prediction } from '../run/session-messages.ts';

/**
 * Segments a slice and counts its wrong pixels.
 * @throws the reason of `signal`
 */
export async function predictSlice(
  state: TrainingState,
  slice: LabelledSliceArrays,
  inputSize: Size,
  signal: AbortSignal,
): Promise<Prediction> {
  const { step } = state;
  const probabilities = await segment(currentUNet(state), slice.image, { inputSize, signal });
  return predictionOf(slice, step, classProbability(probabilities, 1));
}

/** The same from the probability of the inside of cells. */
export function predictionOf(slice: LabelledSliceArrays, step: number, probability: ImageArray): Prediction {
  const { name = 'slice', image, label: truth } = slice;
  return { step, name, image, truth, probability, pixelError: pixelError(probability, truth) };
}

/**
 * The input to segment a slice with. A GPU has compiled its programs for the square that it trains on, and what that needs is known to fit;
 * WebAssembly gains from larger ones, up to the paper's, and without gradients twice the side takes no more memory.
 */
export function predictionInputSize({ plan, backend }: StoredRun, { image }: LabelledSliceArrays): Size {
  const { config, inputSize } = plan;
  if (backend === 'simd') {
    const atMost = Math.max(inputSize, Math.min(2 * inputSize, paperInputSize));
    return segmentationInputSize(config, image, { atMost });
  }
  const { height, width } = segmentationInputSize(config, image, { atMost: inputSize });
  const side = Math.max(height, width);
  return { height: side, width: side };
}
