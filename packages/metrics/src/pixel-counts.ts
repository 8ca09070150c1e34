import type { LabelArray } from '@unet/tensor/arrays';

/** Pixels by where they are inside. */
export interface PixelCounts {
  readonly both: number;
  readonly predictionOnly: number;
  readonly truthOnly: number;
  readonly neither: number;
}

/** Counts the pixels of two maps of one size, in which every label but 0 is inside. */
export function countPixels(predicted: LabelArray, truth: LabelArray): PixelCounts {
  let both = 0;
  let predictionOnly = 0;
  let truthOnly = 0;
  for (let index = 0; index < truth.data.length; index++) {
    if (predicted.data[index] === 0) {
      if (truth.data[index] !== 0) truthOnly++;
    } else if (truth.data[index] === 0) predictionOnly++;
    else both++;
  }
  return { both, predictionOnly, truthOnly, neither: truth.data.length - both - predictionOnly - truthOnly };
}

/** The counts of several slices together. */
export function addPixels(slices: readonly PixelCounts[]): PixelCounts {
  return slices.reduce((sum, slice) => ({
    both: sum.both + slice.both,
    predictionOnly: sum.predictionOnly + slice.predictionOnly,
    truthOnly: sum.truthOnly + slice.truthOnly,
    neither: sum.neither + slice.neither,
  }));
}

/** Fraction of pixels that are inside in one of the two alone. */
export function pixelErrorOfCounts({ both, predictionOnly, truthOnly, neither }: PixelCounts): number {
  return (predictionOnly + truthOnly) / (both + predictionOnly + truthOnly + neither);
}

/** 1 - F of the inside; 1 where no pixel is inside in both. */
export function fScoreErrorOfCounts({ both, predictionOnly, truthOnly }: PixelCounts): number {
  return both === 0 ? 1 : (predictionOnly + truthOnly) / (2 * both + predictionOnly + truthOnly);
}
