import { checkLabelArray, type LabelArray } from '@unet/tensor/arrays';
import { countPairs } from './count-pairs.ts';
import { checkSameSize } from './prediction.ts';

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
  checkSameSize('contingencyTable', predicted, truth);
  const { ignore = [] } = options;
  const pairs = countPairs(truth.data, predicted.data);
  const order = [...pairs.counts.keys()]
    .filter((pair) => !ignore.includes(pairs.first[pair]!))
    .sort((a, b) => pairs.first[a]! - pairs.first[b]! || pairs.second[a]! - pairs.second[b]!);
  const counts = Float64Array.from(order, (pair) => pairs.counts[pair]!);
  const inTruth = indexLabels(Int32Array.from(order, (pair) => pairs.first[pair]!));
  const inPrediction = indexLabels(Int32Array.from(order, (pair) => pairs.second[pair]!));
  return {
    total: counts.reduce((sum, count) => sum + count, 0),
    truthLabels: inTruth.labels,
    truthSizes: sizes(inTruth, counts),
    predictedLabels: inPrediction.labels,
    predictedSizes: sizes(inPrediction, counts),
    truthIndex: inTruth.index,
    predictedIndex: inPrediction.index,
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
  const position = new Map<number, number>();
  for (const [index, label] of labels.entries()) position.set(label, index);
  return { labels, index: values.map((value) => position.get(value)!) };
}

function sizes({ labels, index }: IndexedLabels, counts: Float64Array): Float64Array {
  const result = new Float64Array(labels.length);
  for (let entry = 0; entry < counts.length; entry++) result[index[entry]!]! += counts[entry]!;
  return result;
}
