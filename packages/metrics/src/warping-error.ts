import type { LabelArray } from '@unet/tensor/arrays';
import { foreground } from './foreground.ts';
import { foregroundError } from './pixel-error.ts';
import { checkPrediction, checkThreshold, isProbability, type Prediction } from './prediction.ts';
import { createRankHeap } from './rank-heap.ts';

/** Options of {@link warpingError} and {@link warpTruth}. */
export interface WarpingOptions {
  /** Probability above which a pixel is inside a cell, from 0 to 1, default 0.5; class maps ignore it. */
  readonly threshold?: number;
}

/**
 * Warping error (Jain et al. 2010, doi:10.1109/CVPR.2010.5539950): the fraction of pixels where prediction and truth still differ
 * after {@link warpTruth}. Moved borders cost nothing; splits, merges, and lost or invented cells and holes do.
 *
 * The minimum over all warps is hard to find; as in the paper this is the one that a greedy search finds, an upper bound.
 * The number published for the ISBI 2012 challenge is another one: it counts groups of such pixels, and of splits and
 * merges alone.
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a class map `[height, width]`
 * @param truth class map `[height, width]`; every non-zero label is inside
 * @throws RangeError if the sizes differ, or a value is no probability (NaN among them)
 * @example
 * const truth = { height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 1) };
 * warpingError({ height: 1, width: 5, data: Int32Array.of(1, 0, 1, 1, 1) }, truth); // 0
 * warpingError({ height: 1, width: 5, data: Int32Array.of(1, 1, 1, 1, 1) }, truth); // 0.2
 */
export function warpingError(prediction: Prediction, truth: LabelArray, options: WarpingOptions = {}): number {
  const warped = warp('warpingError', prediction, truth, options);
  return foregroundError(foreground(prediction, options.threshold ?? 0.5), warped);
}

/**
 * Warps the truth towards the prediction without change of topology: as long as there is one, it flips the simple point where the
 * two differ and the prediction is surest (farthest from the threshold; the first in reading order of several).
 *
 * A pixel is simple if flipping it neither splits nor merges, makes nor removes a segment or a hole (Bertrand 1994). Inside is
 * 4-connected, border 8-connected, and around the image lies border, as in the challenge's plugin for Fiji.
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a class map `[height, width]`
 * @param truth class map `[height, width]`; every non-zero label is inside
 * @returns a new class map of 0 and 1 with as many segments and holes as the truth
 * @throws RangeError if the sizes differ, or a value is no probability (NaN among them)
 */
export function warpTruth(prediction: Prediction, truth: LabelArray, options: WarpingOptions = {}): LabelArray {
  return warp('warpTruth', prediction, truth, options);
}

function warp(where: string, prediction: Prediction, truth: LabelArray, options: WarpingOptions): LabelArray {
  const { threshold = 0.5 } = options;
  checkPrediction(where, prediction, truth);
  checkThreshold(where, threshold);
  const { height, width } = truth;
  const stride = width + 2;
  const warped = padMap(truth);
  // A pixel flips once at most, since it then agrees: the order of all flips is known before the first.
  const order = differences(prediction, truth, threshold);
  const ranks = new Int32Array(warped.length).fill(-1);
  const queue = createRankHeap(order.length);
  for (let rank = 0; rank < order.length; rank++) {
    ranks[padded(order[rank]!, width)] = rank;
    queue.add(rank);
  }
  for (let rank = queue.takeLowest(); rank >= 0; rank = queue.takeLowest()) {
    const place = padded(order[rank]!, width);
    if (!isSimple(warped, place, stride)) continue;
    warped[place] = 1 - warped[place]!;
    ranks[place] = -1;
    // Its neighbours may have become simple.
    for (let row = -stride; row <= stride; row += stride) {
      for (let column = -1; column <= 1; column++) {
        const neighbour = ranks[place + row + column]!;
        if (neighbour >= 0) queue.add(neighbour);
      }
    }
  }
  return { height, width, data: unpadMap(warped, height, width) };
}

/** The pixels where prediction and truth differ, the surest prediction first. */
function differences(prediction: Prediction, truth: LabelArray, threshold: number): Int32Array {
  const inside = foreground(prediction, threshold).data;
  const pixels = new Int32Array(inside.length);
  let count = 0;
  for (let pixel = 0; pixel < inside.length; pixel++) {
    if ((inside[pixel] === 0) !== (truth.data[pixel] === 0)) pixels[count++] = pixel;
  }
  const differing = pixels.subarray(0, count);
  if (!isProbability(prediction)) return differing;
  const bound = Math.fround(threshold);
  const sureness = prediction.data.map((value) => Math.abs(value - bound));
  return differing.sort((a, b) => sureness[b]! - sureness[a]! || a - b);
}

/** The map as 0 and 1 with one pixel of border around it. */
function padMap({ height, width, data }: LabelArray): Uint8Array {
  const map = new Uint8Array((width + 2) * (height + 2));
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let place = padded(pixel, width), end = pixel + width; pixel < end; pixel++, place++) {
      if (data[pixel] !== 0) map[place] = 1;
    }
  }
  return map;
}

function unpadMap(map: Uint8Array, height: number, width: number): Int32Array {
  const data = new Int32Array(height * width);
  for (let row = 0; row < height; row++) {
    const start = padded(row * width, width);
    data.set(map.subarray(start, start + width), row * width);
  }
  return data;
}

/** Place of a pixel in a map with one more pixel on every side. */
function padded(pixel: number, width: number): number {
  return pixel + width + 3 + 2 * Math.floor(pixel / width);
}

/** Whether the connectivity number of Yokoi, Toriwaki and Fukumura (1975) for 4-connected foreground is 1. */
function isSimple(map: Uint8Array, place: number, stride: number): boolean {
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
