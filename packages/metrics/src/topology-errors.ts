import { connectedComponents } from '@unet/components/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import type { PredictionArray } from './prediction.ts';
import { checkThresholded, type ThresholdOptions } from './threshold-option.ts';
import { warp } from './warp-truth.ts';
import { createWaysAround, type WaysAround } from './ways-around.ts';

/** Pixels where a prediction differs from the warped truth, by what it does to the truth's topology. */
export interface TopologyErrors {
  /** Border that cuts a segment. */
  readonly splits: number;
  /** Inside that joins segments. */
  readonly merges: number;
  /** Border inside a segment, or inside that closes a ring. */
  readonly holeAdditions: number;
  /** Inside in a hole, or border that opens a ring. */
  readonly holeDeletions: number;
  /** Inside with border all around. */
  readonly objectAdditions: number;
  /** Border instead of the last pixel of a segment. */
  readonly objectDeletions: number;
}

/** How far around a pixel the challenge's script looks for another way between the two sides of a cut. */
const radius = 20;

/**
 * Classifies the pixels that no warp of the truth mends ({@link warpTruth}), as the challenge's plugin does.
 *
 * A pixel is judged by the 4-connected segments of the warped truth among its eight neighbours. Without any, it is an object's; with
 * one segment on all eight, a hole's. With several segments it is a merge where the prediction is inside, a split where it is not. With
 * one segment and border, a pixel inside closes a ring; one of border is a split, unless its inside neighbours are connected
 * without it in the 41 x 41 pixels around it: then it opens a ring.
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a class map `[height, width]`, in which all but 0 is inside
 * @param truth class map `[height, width]`; every non-zero label is inside
 * @returns whole numbers of pixels, neither clustered nor divided by anything
 * @throws RangeError if the sizes differ, or a value is not a probability (NaN among them)
 * @example
 * const truth = { height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 1) };
 * topologyErrors({ height: 1, width: 5, data: Int32Array.of(1, 1, 1, 1, 1) }, truth).merges; // 1
 */
export function topologyErrors(
  prediction: PredictionArray,
  truth: LabelArray,
  options: ThresholdOptions = {},
): TopologyErrors {
  const threshold = checkThresholded('topologyErrors', prediction, truth, options);
  return countTopologyErrors(prediction, truth, threshold);
}

/** {@link topologyErrors} of checked arguments. */
export function countTopologyErrors(prediction: PredictionArray, truth: LabelArray, threshold: number): TopologyErrors {
  const { map, left } = warp(prediction, truth, threshold);
  const segments = connectedComponents(map).labels;
  const counts = { splits: 0, merges: 0, holeAdditions: 0, holeDeletions: 0, objectAdditions: 0, objectDeletions: 0 };
  const connectedWithout = createWaysAround(map, radius);
  for (const place of left) counts[classify(map, segments, place, connectedWithout)]++;
  return counts;
}

function classify(
  map: LabelArray,
  segments: LabelArray,
  place: number,
  connectedWithout: WaysAround,
): keyof TopologyErrors {
  // The prediction is what the warped truth is not.
  const predictedInside = map.data[place] === 0;
  const neighbours = neighboursOf(place, map.width);
  const inside = neighbours.filter((neighbour) => map.data[neighbour] === 1);
  const [first] = inside;
  if (first === undefined) return predictedInside ? 'objectAdditions' : 'objectDeletions';
  if (inside.some((neighbour) => segments.data[neighbour] !== segments.data[first])) {
    return predictedInside ? 'merges' : 'splits';
  }
  if (inside.length === neighbours.length) return predictedInside ? 'holeDeletions' : 'holeAdditions';
  if (predictedInside) return 'holeAdditions';
  return connectedWithout(place, inside) ? 'holeDeletions' : 'splits';
}

function neighboursOf(place: number, stride: number): number[] {
  const above = place - stride;
  const below = place + stride;
  return [above - 1, above, above + 1, place - 1, place + 1, below - 1, below, below + 1];
}
