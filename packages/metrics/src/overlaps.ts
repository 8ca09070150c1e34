import { connectedComponents } from '@unet/components/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import { type ContingencyTable, contingencyTable } from './contingency-table.ts';
import { foreground, inside } from './foreground.ts';
import { checkPrediction, isProbability, type PredictionArray } from './prediction.ts';
import { checkScoringOptions, type ScoringOptions, type SegmentsOptions } from './scoring-options.ts';
import { thinSegments } from './thin-borders.ts';

/** The segments of a label: the truth, or a prediction that is a map. */
export function segmentsOfLabel(label: LabelArray, options: SegmentsOptions): LabelArray {
  const { connectivity = 4, labels = 'classes' } = options;
  return connectedComponents(labels === 'instances' ? label : inside(label), { connectivity }).labels;
}

/** The segments of a prediction before thinning. */
export function segmentsOfPrediction(
  prediction: PredictionArray,
  threshold: number,
  options: SegmentsOptions,
): LabelArray {
  if (!isProbability(prediction)) return segmentsOfLabel(prediction, options);
  return connectedComponents(foreground(prediction, threshold), { connectivity: options.connectivity ?? 4 }).labels;
}

/**
 * Overlaps of the prediction's segments after border thinning with the truth's, over the truth's foreground.
 *
 * The truth's own border need not be thinned: its thinning changes border pixels alone, and those are not scored.
 */
export function overlapsAfterThinning(
  segments: LabelArray,
  trueSegments: LabelArray,
  options: SegmentsOptions,
): ContingencyTable {
  return contingencyTable(thinSegments(segments, options.thinning ?? 'watershed'), trueSegments, { ignore: [0] });
}

/** The overlaps that {@link vRand} and {@link vInfo} score; checks what their caller passed. */
export function scoredOverlaps(
  where: string,
  prediction: PredictionArray,
  truth: LabelArray,
  options: ScoringOptions,
): ContingencyTable {
  checkPrediction(where, prediction, truth);
  checkScoringOptions(where, options);
  const segments = segmentsOfPrediction(prediction, options.threshold ?? 0.5, options);
  return overlapsAfterThinning(segments, segmentsOfLabel(truth, options), options);
}
