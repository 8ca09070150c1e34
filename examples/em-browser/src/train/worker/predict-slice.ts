import { pixelError } from '@unet/metrics/arrays';
import { inputSizeFor, largestInputSize, segmentArray } from '@unet/model';
import type { ImageArray } from '@unet/tensor/arrays';
import { classProbability, currentUNet, type LabelledSlice, type TrainingState } from '@unet/trainer';
import type { StoredRun } from '../../storage/stored-run.ts';
import type { Prediction } from '../run/session-messages.ts';

/**
 * Segments a slice and counts its wrong pixels.
 * @throws the reason of `signal`
 */
export async function predictSlice(
  state: TrainingState,
  slice: LabelledSlice,
  tile: number,
  signal: AbortSignal,
): Promise<Prediction> {
  const { step } = state;
  return predictionOf(slice, step, await segmentArray(currentUNet(state), slice.image, { tile, signal }));
}

/** The same from the probabilities of all classes. */
export function predictionOf(slice: LabelledSlice, step: number, probabilities: ImageArray): Prediction {
  const { name = 'slice', image, label: truth } = slice;
  const probability = classProbability(probabilities, 1);
  return { step, name, image, truth, probability, pixelError: pixelError(probability, truth) };
}

/** The paper's tile, beyond which larger ones gain nothing. */
const LARGEST = 572;

/**
 * The tile to segment a slice with. A GPU has compiled its programs for the tile that it trains on, and what that needs is known to fit;
 * WebAssembly gains from larger tiles, and without gradients twice the side takes no more memory.
 */
export function predictionTile({ plan, backend }: StoredRun, { image }: LabelledSlice): number {
  const { config, tile } = plan;
  const needed = inputSizeFor(config, Math.max(image.height, image.width));
  if (backend !== 'simd') return Math.min(tile, needed);
  return Math.min(needed, largestInputSize(config, Math.max(tile, Math.min(2 * tile, LARGEST)))!);
}
