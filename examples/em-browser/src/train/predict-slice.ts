import { pixelError } from '@unet/metrics/arrays';
import { inputSizeFor, largestInputSize, segmentArray, type UNet } from '@unet/model';
import type { ImageArray } from '@unet/tensor/arrays';
import { classProbability, type LabelledSlice } from '@unet/trainer';
import type { StoredRun } from '../storage/stored-run.ts';

/** What the network makes of a slice. */
export interface SlicePrediction {
  /** Of the inside of cells. */
  readonly probability: ImageArray;
  readonly pixelError: number;
}

/** @throws the reason of `signal` */
export async function predictSlice(
  unet: UNet,
  slice: LabelledSlice,
  tile: number,
  signal: AbortSignal,
): Promise<SlicePrediction> {
  const probability = classProbability(await segmentArray(unet, slice.image, { tile, signal }), 1);
  return { probability, pixelError: pixelError(probability, slice.label) };
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
