import { checkLabelArray, describe, type LabelArray, type WeightArray } from '@unet/tensor/arrays';
import { type CellDistanceOptions, checkDiagonal } from './nearest-two-cells.ts';
import { nearestTwoSquares } from './nearest-two-squares.ts';
import { negativeExponential } from './negative-exponential.ts';
import { noSquare } from './two-label-envelope.ts';

/** Height and width of the border between cells, and where it counts. */
export interface BorderOptions extends CellDistanceOptions {
  /** Weight where both distances are 0. Default 10, as in the paper. */
  readonly w0?: number;
  /** Standard deviation of the Gaussian in pixels. Default 5, as in the paper. */
  readonly sigma?: number;
  /** 'everywhere': inside cells, too; 'background': 0 inside cells. Default 'everywhere'. */
  readonly region?: 'everywhere' | 'background';
}

/**
 * The part of the weight map that makes the network learn the borders between touching cells:
 * w0 exp(-(d1 + d2)^2 / (2 sigma^2)), with the distances d1 and d2 to the nearest two cells (Ronneberger et al. 2015,
 * equation 2; {@link nearestTwoCells}). It is 0 everywhere if there are fewer than two cells.
 * @param cells instance map: every cell has a number of its own, 0 is the background; stays the caller's
 * @throws TypeError, RangeError if `cells` is no {@link LabelArray} or an option is out of range
 * @example
 * const cells = { height: 1, width: 3, data: Int32Array.of(1, 0, 2) };
 * borderTerm(cells).data[1]; // 10 exp(-(1 + 1)^2 / 50) = 9.23
 */
export function borderTerm(cells: LabelArray, options: BorderOptions = {}): WeightArray {
  checkLabelArray('borderTerm', 'cells', cells);
  checkBorderOptions('borderTerm', options);
  const { height, width } = cells;
  const data = new Float32Array(height * width);
  addFrom('borderTerm', smallest, data, cells, options);
  return { height, width, data };
}

/** Half of the smallest number of float32: what is less becomes 0. */
const smallest = 2 ** -150;

/**
 * Adds the {@link borderTerm} to other weights, in place. Values that are too small to change the least of them in float32 are left
 * out, and so are the distances that make such values.
 */
export function addBorderTerm(weights: Float32Array, cells: LabelArray, options: BorderOptions): void {
  // float32 has 24 bits: to change a number takes at least 2^-25 of it.
  addFrom('weightMap', Math.max(smallest, leastOf(weights) * 2 ** -26), weights, cells, options);
}

/** @param negligible values below need not be added */
function addFrom(
  where: string,
  negligible: number,
  weights: Float32Array,
  cells: LabelArray,
  options: BorderOptions,
): void {
  const { w0 = 10, sigma = 5, region = 'everywhere', distanceTo = 'boundary' } = options;
  if (w0 <= negligible) return;
  checkDiagonal(where, cells);
  const everywhere = region === 'everywhere';
  const factor = -1 / (2 * sigma * sigma);
  const leastExponent = Math.log(negligible / w0);
  // Neither distance is larger than their sum.
  const within = Math.sqrt(leastExponent / factor);
  const { first, second } = nearestTwoSquares(cells, distanceTo, within);
  for (let pixel = 0; pixel < weights.length; pixel++) {
    if (second[pixel] === noSquare) continue;
    // (d1 + d2)^2 from the squares takes one root in place of two.
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

/** Throws if w0, sigma, region or distanceTo is out of range. */
export function checkBorderOptions(where: string, options: BorderOptions): void {
  const { w0 = 10, sigma = 5, region = 'everywhere', distanceTo = 'boundary' } = options;
  if (!Number.isFinite(w0) || w0 < 0) {
    throw new RangeError(`${where}: w0 must be a finite number >= 0, got ${describe(w0)}`);
  }
  if (!Number.isFinite(sigma) || sigma <= 0) {
    throw new RangeError(`${where}: sigma must be a finite number > 0, got ${describe(sigma)}`);
  }
  if (region !== 'everywhere' && region !== 'background') {
    throw new RangeError(`${where}: region must be 'everywhere' or 'background', got ${describe(region)}`);
  }
  if (distanceTo !== 'boundary' && distanceTo !== 'cell') {
    throw new RangeError(`${where}: distanceTo must be 'boundary' or 'cell', got ${describe(distanceTo)}`);
  }
}
