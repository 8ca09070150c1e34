import { connectedComponents } from '@unet/components/arrays';
import { describe, type LabelArray } from '@unet/tensor/arrays';
import { type ContingencyTable, contingencyTable } from './contingency-table.ts';
import { foreground } from './foreground.ts';
import { checkPrediction, checkThreshold, type Prediction } from './prediction.ts';
import { thinBorders } from './thin-borders.ts';

/** How prediction and truth become segments: options of {@link vRand} and {@link vInfo}. */
export interface SegmentOptions {
  /** Probability above which a pixel is inside a cell, from 0 to 1, default 0.5; maps of classes or segments ignore it. */
  readonly threshold?: number;
  /** Neighbours that connect a segment, default 4 as in the challenge's script. */
  readonly connectivity?: 4 | 8;
}

/** Throws unless `connectivity` is 4 or 8. */
export function checkConnectivity(where: string, connectivity: 4 | 8): void {
  if (connectivity !== 4 && connectivity !== 8) {
    throw new RangeError(`${where}: connectivity must be 4 or 8, got ${describe(connectivity)}`);
  }
}

/** The overlaps that {@link vRand} and {@link vInfo} score, from checked arguments. */
export function thinnedOverlaps(
  where: string,
  prediction: Prediction,
  truth: LabelArray,
  options: SegmentOptions,
): ContingencyTable {
  const { threshold = 0.5, connectivity = 4 } = options;
  checkPrediction(where, prediction, truth);
  checkThreshold(where, threshold);
  checkConnectivity(where, connectivity);
  const segments = connectedComponents(foreground(prediction, threshold), { connectivity }).labels;
  const trueSegments = connectedComponents(truth, { connectivity }).labels;
  return overlapsAfterThinning(segments, trueSegments);
}

/**
 * Overlaps of the prediction's segments after border thinning with the truth's, over the truth's foreground.
 *
 * The truth's own border need not be thinned: its thinning changes border pixels alone, and those are not scored.
 */
export function overlapsAfterThinning(segments: LabelArray, trueSegments: LabelArray): ContingencyTable {
  return contingencyTable(thinBorders(segments), trueSegments, { ignore: [0] });
}
