import type { LabelArray, WeightArray } from '@unet/tensor/arrays';
import {
  checkLabelArray,
  checkNotNegative,
  checkObject,
  checkOptions,
  checkPositive,
  checkSameSize,
  checkWeightArray,
  checkWord,
} from '@unet/tensor/internal';
import { checkDiagonal, type NearestTwoCellsArrays } from './nearest-two-cells.ts';
import { nearestTwoSquares } from './nearest-two-squares.ts';
import { negativeExponential } from './negative-exponential.ts';
import { noSquare } from './two-label-envelope.ts';

/** Height and width of the border between cells, and where it counts. */
export interface BorderOptions {
  /** Weight where both distances are 0. Default 10, as in the paper. */
  readonly w0?: number | undefined;
  /** Standard deviation of the Gaussian in pixels. Default 5, as in the paper. */
  readonly sigma?: number | undefined;
  /**
   * 'everywhere': inside cells, too, as the annotated PyTorch notebook has it; 'background': 0 inside cells, as in the paper. Default
   * 'everywhere'.
   */
  readonly region?: 'everywhere' | 'background' | undefined;
}

/**
 * The part of the weight map that makes the network learn the borders between touching cells, pixel by pixel:
 * w0 exp(-(d1 + d2)^2 / (2 sigma^2)), with the distances d1 and d2 to the nearest two cells (Ronneberger et al. 2015,
 * equation 2). It is 0 where there are fewer than two cells.
 * @param cells instance map, 0 is the background; stays the caller's
 * @param distances what `nearestTwoCells` measured in it; stay the caller's
 * @throws TypeError, RangeError if `cells` is no {@link LabelArray}, the distances are not of its size, or an option is unknown or out
 * of range
 * @example
 * const cells = { height: 1, width: 3, data: Int32Array.of(1, 0, 2) };
 * borderTerm(cells, nearestTwoCells(cells)).data[1]; // 10 exp(-(1 + 1)^2 / 50) = 9.23
 */
export function borderTerm(
  cells: LabelArray,
  distances: Pick<NearestTwoCellsArrays, 'first' | 'second'>,
  options: BorderOptions = {},
): WeightArray {
  const where = 'borderTerm';
  checkLabelArray(where, 'cells', cells);
  checkObject(where, 'distances', distances, '{ first, second }');
  for (const name of ['first', 'second'] as const) {
    checkWeightArray(where, `distances.${name}`, distances[name]);
    checkSameSize(where, `distances.${name}`, distances[name], 'cells', cells);
  }
  checkBorderTermOptions(where, options);
  const { w0 = 10, sigma = 5, region = 'everywhere' } = options;
  const { height, width } = cells;
  const data = new Float32Array(height * width);
  const [first, second] = [distances.first.data, distances.second.data];
  for (let pixel = 0; pixel < data.length; pixel++) {
    if (region === 'background' && cells.data[pixel] !== 0) continue;
    const sum = first[pixel] + second[pixel];
    data[pixel] = w0 * Math.exp((-sum * sum) / (2 * sigma * sigma));
  }
  return { height, width, data };
}

/** Throws for unknown or wrong options of {@link borderTerm}; on tensors, too. */
export function checkBorderTermOptions(where: string, options: BorderOptions): void {
  checkOptions(where, options, { w0: true, sigma: true, region: true });
  checkBorder(where, options);
}

/** Throws if w0, sigma or region is out of range. */
export function checkBorder(where: string, { w0, sigma, region }: BorderOptions, prefix = ''): void {
  if (w0 !== undefined) checkNotNegative(where, `${prefix}w0`, w0);
  if (sigma !== undefined) checkPositive(where, `${prefix}sigma`, sigma);
  if (region !== undefined) checkWord(where, `${prefix}region`, region, ['everywhere', 'background']);
}

/**
 * Adds the border term of cells to other weights, in place: {@link borderTerm} without the two maps of distances. Values that are too small
 * to change the least of the weights in float32 are left out, and so are the distances that make such values.
 */
export function addBorderTerm(
  weights: Float32Array,
  cells: LabelArray,
  { w0 = 10, sigma = 5, region = 'everywhere' }: BorderOptions,
  distanceTo: 'boundary' | 'cell',
): void {
  // float32 has 24 bits: to change a number takes at least 2^-25 of it. What is less than half of its smallest number becomes 0.
  const negligible = Math.max(2 ** -150, leastOf(weights) * 2 ** -26);
  if (w0 <= negligible) return;
  checkDiagonal('weightMap', cells);
  const everywhere = region === 'everywhere';
  const factor = -1 / (2 * sigma * sigma);
  const leastExponent = Math.log(negligible / w0);
  // Neither distance is larger than their sum.
  const within = Math.sqrt(leastExponent / factor);
  const { first, second } = nearestTwoSquares(cells, distanceTo, within);
  for (let pixel = 0; pixel < weights.length; pixel++) {
    if (second[pixel] === noSquare) continue;
    // (d1 + d2)^2 from the squares takes one root instead of two.
    const square = first[pixel] + second[pixel] + 2 * Math.sqrt(first[pixel] * second[pixel]);
    const exponent = square * factor;
    if (exponent > leastExponent && (everywhere || cells.data[pixel] === 0)) {
      weights[pixel] += w0 * negativeExponential(-exponent);
    }
  }
}

function leastOf(values: Float32Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < values.length; index++) if (values[index] < least) least = values[index];
  return least;
}
