import { checkLabelArray, describe, type LabelArray, type WeightArray } from '@unet/tensor/arrays';
import { type CellDistanceOptions, nearestTwoCells } from './nearest-two-cells.ts';

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
  const { w0 = 10, sigma = 5, region = 'everywhere', distanceTo = 'boundary' } = options;
  checkLabelArray('borderTerm', 'cells', cells);
  checkBorderOptions('borderTerm', options);
  const { height, width } = cells;
  if (w0 === 0) return { height, width, data: new Float32Array(height * width) };
  const { first, second } = nearestTwoCells(cells, { distanceTo });
  const everywhere = region === 'everywhere';
  const factor = -1 / (2 * sigma * sigma);
  // Less than this becomes 0 in float32. Infinity, where there is no second cell, is less, too.
  const negligible = Math.log(2 ** -150 / w0);
  // In place: the distances are ours, and nobody needs them afterwards.
  const data = first;
  for (let pixel = 0; pixel < data.length; pixel++) {
    const sum = first[pixel] + second[pixel];
    const exponent = sum * sum * factor;
    const counts = exponent > negligible && (everywhere || cells.data[pixel] === 0);
    data[pixel] = counts ? w0 * Math.exp(exponent) : 0;
  }
  return { height, width, data };
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
