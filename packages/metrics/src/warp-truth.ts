import type { LabelArray } from '@unet/tensor/arrays';
import { isProbability, type PredictionArray } from './prediction.ts';
import { checkThresholded, type ThresholdOptions } from './threshold-option.ts';

/**
 * Warps the truth towards the prediction without change of topology, as the challenge's plugin does: sweeps over the pixels where the two
 * differ, the surest first, and flips each that is simple at that moment, until a sweep flips none.
 *
 * Surest is where the value is farthest from the threshold; a class map has the values 0 and 1. Of several as sure the leftmost is first,
 * then the topmost. A pixel is simple if flipping it neither splits nor merges, makes nor removes a segment or a hole (Bertrand
 * 1994). Inside is 4-connected, border 8-connected, and around the image lies border.
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a class map `[height, width]`, in which all but 0 is inside
 * @param truth class map `[height, width]`; every non-zero label is inside
 * @returns a new class map of 0 and 1 with as many segments and holes as the truth
 * @throws RangeError if the sizes differ, or a value is not a probability (NaN among them)
 */
export function warpTruth(prediction: PredictionArray, truth: LabelArray, options: ThresholdOptions = {}): LabelArray {
  const threshold = checkThresholded('warpTruth', prediction, truth, options);
  const { map } = warp(prediction, truth, threshold);
  const { height, width } = truth;
  const data = new Int32Array(truth.data.length);
  for (let row = 0; row < height; row++) {
    const start = (row + 1) * map.width + 1;
    data.set(map.data.subarray(start, start + width), row * width);
  }
  return { height, width, data };
}

/** A warped truth, and where it still differs. */
export interface WarpedTruth {
  /** The warped truth as 0 and 1, with one pixel of border around it. */
  readonly map: LabelArray;
  /** Places in `map` where it differs from the prediction. */
  readonly left: Int32Array;
}

/** {@link warpTruth} of checked arguments. */
export function warp(prediction: PredictionArray, truth: LabelArray, threshold: number): WarpedTruth {
  const map = padded(truth);
  const stride = map.width;
  let left = differences(prediction, truth, threshold);
  // A pixel flips once at most, since it then agrees: what is left keeps its order from sweep to sweep.
  for (let before = Number.POSITIVE_INFINITY; left.length < before; ) {
    before = left.length;
    left = left.filter((place) => {
      if (!isSimple(map.data, place, stride)) return true;
      map.data[place] = 1 - map.data[place]!;
      return false;
    });
  }
  return { map, left };
}

/** Places in the padded map where prediction and truth differ, the surest prediction first. */
function differences(prediction: PredictionArray, truth: LabelArray, threshold: number): Int32Array {
  const { height, width } = truth;
  const probable = isProbability(prediction);
  const places = new Int32Array(truth.data.length);
  const sureness = new Float64Array(truth.data.length);
  let count = 0;
  for (let column = 0; column < width; column++) {
    for (let row = 0, pixel = column; row < height; row++, pixel += width) {
      const value = probable ? prediction.data[pixel]! : Number(prediction.data[pixel] !== 0);
      // A class map is inside where it is not 0, whatever the threshold.
      const isInside = probable ? value > threshold : value === 1;
      if (isInside === (truth.data[pixel] !== 0)) continue;
      places[count] = (row + 1) * (width + 2) + column + 1;
      sureness[count++] = Math.abs(value - threshold);
    }
  }
  const order = Int32Array.from({ length: count }, (_, index) => index);
  order.sort((a, b) => sureness[b]! - sureness[a]! || a - b);
  return order.map((index) => places[index]!);
}

/** The label as 0 and 1, with one pixel of 0 around it. */
function padded({ height, width, data }: LabelArray): LabelArray {
  const map = { height: height + 2, width: width + 2, data: new Int32Array((height + 2) * (width + 2)) };
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let place = (row + 1) * map.width + 1, end = pixel + width; pixel < end; pixel++, place++) {
      if (data[pixel] !== 0) map.data[place] = 1;
    }
  }
  return map;
}

/** Whether the connectivity number of Yokoi, Toriwaki and Fukumura (1975) for 4-connected foreground is 1. */
function isSimple(map: Int32Array, place: number, stride: number): boolean {
  const east = map[place + 1]!;
  const northEast = map[place - stride + 1]!;
  const north = map[place - stride]!;
  const northWest = map[place - stride - 1]!;
  const west = map[place - 1]!;
  const southWest = map[place + stride - 1]!;
  const south = map[place + stride]!;
  const southEast = map[place + stride + 1]!;
  const edges = east + north + west + south;
  const corners =
    east * northEast * north + north * northWest * west + west * southWest * south + south * southEast * east;
  return edges - corners === 1;
}
