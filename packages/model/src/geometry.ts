import { describe } from '@unet/tensor/arrays';
import type { UNetConfig } from './config.ts';

/** What of a configuration decides about sizes. */
type Shape = Pick<UNetConfig, 'depth' | 'padding'>;

/**
 * Height or width of the output for an input of `size` pixels, or undefined where the network cannot take that size: a level
 * would be odd before its pooling, or nothing would be left.
 * @example
 * outputSize(paperConfig, 572); // 388
 */
export function outputSize(config: Shape, size: number): number | undefined {
  const loss = config.padding === 'valid' ? 4 : 0;
  let side = size;
  for (let level = 0; level < config.depth; level++) {
    side -= loss;
    if (side <= 0 || side % 2 !== 0) return undefined;
    side /= 2;
  }
  side -= loss;
  for (let level = 0; level < config.depth; level++) side = side * 2 - loss;
  return Number.isInteger(side) && side > 0 ? side : undefined;
}

/**
 * Pixels of context that the network needs on each side of its output: 92 for the paper's network, 0 with same padding.
 * Two 3 x 3 convolutions take 4 rows at level l, which are 4 * 2^l rows of the input; the bottom does it once, the levels twice.
 */
export function margin(config: Shape): number {
  if (config.padding === 'same') return 0;
  return 2 * (2 * (2 ** config.depth - 1) + 2 ** config.depth);
}

/** Legal input sizes are `step` pixels apart: 2^depth. */
export function sizeStep(config: Shape): number {
  return 2 ** config.depth;
}

/**
 * The smallest legal input size whose output has at least `size` pixels: 572 for 388 in the paper's network.
 * @throws RangeError unless `size` is a positive integer
 */
export function inputSizeFor(config: Shape, size: number): number {
  checkPixels('inputSizeFor', 'size', size);
  let input = size + 2 * margin(config);
  while (outputSize(config, input) === undefined) input++;
  return input;
}

/**
 * The largest legal input size of at most `size` pixels, or undefined where even the smallest is larger.
 * @throws RangeError unless `size` is a positive integer
 */
export function largestInputSize(config: Shape, size: number): number | undefined {
  checkPixels('largestInputSize', 'size', size);
  for (let input = size; input > 0; input--) {
    if (outputSize(config, input) !== undefined) return input;
  }
  return undefined;
}

/**
 * Throws unless an input of this height and width is legal; the message names the nearest legal sizes.
 * @param where name of the calling function, the start of the message
 * @throws RangeError
 */
export function checkInputSize(where: string, config: Shape, height: number, width: number): void {
  checkInputSide(where, 'height', config, height);
  checkInputSide(where, 'width', config, width);
}

/** As {@link checkInputSize}, for one side that an argument of this name gives. */
export function checkInputSide(where: string, argument: string, config: Shape, size: number): void {
  checkPixels(where, argument, size);
  if (outputSize(config, size) !== undefined) return;
  const below = largestInputSize(config, size);
  const above = inputSizeFor(config, Math.max(1, size - 2 * margin(config)));
  const legal = below === undefined ? `${above}` : `${below} or ${above}`;
  throw new RangeError(`${where}: ${argument} must be a legal input size (nearest ${legal}), got ${size}`);
}

function checkPixels(where: string, argument: string, size: number): void {
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new RangeError(`${where}: ${argument} must be a positive integer, got ${describe(size)}`);
  }
}
