import type { LabelArray } from '@unet/tensor/arrays';
import { checkLabelArray, checkOptions, checkSameSize } from '@unet/tensor/internal';
import { countPairs } from './count-pairs.ts';
import { checkIgnore } from './ignore-option.ts';

/**
 * How the segments of two maps overlap, sparse: entry `k` says that `counts[k]` pixels lie in the truth's segment
 * `truthLabels[truthIndex[k]]` and in the prediction's segment `predictedLabels[predictedIndex[k]]`.
 * Entries are in the order of the truth's label, then of the predicted one; pairs that do not occur have none.
 */
export interface ContingencyTable {
  /** Pixels in the table. */
  readonly total: number;
  /** Labels that occur in the truth, ascending. */
  readonly truthLabels: Int32Array;
  /** Pixels of each of `truthLabels`. */
  readonly truthSizes: Float64Array;
  /** Labels that occur in the prediction, ascending. */
  readonly predictedLabels: Int32Array;
  /** Pixels of each of `predictedLabels`. */
  readonly predictedSizes: Float64Array;
  readonly truthIndex: Int32Array;
  readonly predictedIndex: Int32Array;
  readonly counts: Float64Array;
}

/** Options of {@link contingencyTable}. */
export interface ContingencyTableOptions {
  /** Labels of the truth whose pixels are left out, default none. */
  readonly ignore?: readonly number[];
}

/**
 * Counts the overlaps of two maps of segments, as scikit-image's `metrics.contingency_table` does.
 * @param predicted labels `[height, width]`, any integers
 * @param truth labels `[height, width]`, any integers
 * @throws RangeError if the sizes differ
 * @example
 * const truth = { height: 1, width: 3, data: Int32Array.of(1, 1, 2) };
 * const predicted = { height: 1, width: 3, data: Int32Array.of(5, 7, 7) };
 * contingencyTable(predicted, truth).counts; // Float64Array [1, 1, 1]: (1, 5), (1, 7), (2, 7)
 */
export function contingencyTable(
  predicted: LabelArray,
  truth: LabelArray,
  options: ContingencyTableOptions = {},
): ContingencyTable {
  checkLabelArray('contingencyTable', 'predicted', predicted);
  checkLabelArray('contingencyTable', 'truth', truth);
  checkSameSize('contingencyTable', 'truth', truth, 'prediction', predicted);
  checkOptions('contingencyTable', options, { ignore: true });
  checkIgnore('contingencyTable', options.ignore);
  const { ignore = [] } = options;
  const pairs = countPairs(truth.data, predicted.data);
  const kept = identity(pairs.counts.length).filter((pair) => !ignore.includes(pairs.first[pair]!));
  const inTruth = indexLabels(take(pairs.first, kept));
  const inPrediction = indexLabels(take(pairs.second, kept));
  // Stable sorts, the minor key first.
  const byPrediction = countingSort(identity(kept.length), inPrediction);
  const order = countingSort(byPrediction, inTruth);
  const counts = new Float64Array(order.length);
  for (let entry = 0; entry < order.length; entry++) counts[entry] = pairs.counts[kept[order[entry]!]!]!;
  const truthIndex = take(inTruth.index, order);
  const predictedIndex = take(inPrediction.index, order);
  return {
    total: counts.reduce((sum, count) => sum + count, 0),
    truthLabels: inTruth.labels,
    truthSizes: sizes(inTruth.labels.length, truthIndex, counts),
    predictedLabels: inPrediction.labels,
    predictedSizes: sizes(inPrediction.labels.length, predictedIndex, counts),
    truthIndex,
    predictedIndex,
    counts,
  };
}

/** The distinct values, ascending, and where each value stands among them. */
interface IndexedLabels {
  readonly labels: Int32Array;
  readonly index: Int32Array;
}

function indexLabels(values: Int32Array): IndexedLabels {
  const labels = values
    .slice()
    .sort()
    .filter((value, position, sorted) => position === 0 || value !== sorted[position - 1]);
  return { labels, index: values.map((value) => positionOf(labels, value)) };
}

/** Binary search for a value that is there. */
function positionOf(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The entries of `order` by their index, keeping the order of equal ones. */
function countingSort(order: Int32Array, { labels, index }: IndexedLabels): Int32Array {
  const next = new Int32Array(labels.length + 1);
  for (const entry of order) next[index[entry]! + 1]!++;
  for (let label = 1; label < next.length; label++) next[label]! += next[label - 1]!;
  const sorted = new Int32Array(order.length);
  for (const entry of order) sorted[next[index[entry]!]!++] = entry;
  return sorted;
}

/** 0, 1, ... length - 1. */
function identity(length: number): Int32Array {
  const positions = new Int32Array(length);
  for (let position = 0; position < length; position++) positions[position] = position;
  return positions;
}

function take(values: Int32Array, positions: Int32Array): Int32Array {
  return positions.map((position) => values[position]!);
}

function sizes(labels: number, index: Int32Array, counts: Float64Array): Float64Array {
  const result = new Float64Array(labels);
  for (let entry = 0; entry < counts.length; entry++) result[index[entry]!]! += counts[entry]!;
  return result;
}
