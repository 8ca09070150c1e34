import { checkCount } from '@unet/tensor/internal';
import { type UNetConfig, wholeConfig } from './config.ts';

/** What of a configuration decides about sizes. */
type Shape = Pick<UNetConfig, 'depth' | 'padding'>;

/** Side of the input of the paper's figure 1, in pixels; the largest input that functions of this package choose unless told otherwise. */
export const paperInputSize = 572;

/**
 * Height or width of the output for an input of `inputSize` pixels, or undefined where the network cannot take that size: a level
 * would be odd before its pooling, or nothing would be left.
 * @param config what differs from `paperConfig`
 * @example
 * outputSize(paperConfig, 572); // 388
 */
export function outputSize(config: Partial<UNetConfig>, inputSize: number): number | undefined {
  return outputSide(wholeConfig('outputSize', config), inputSize);
}

/**
 * The smallest legal input size whose output has at least `size` pixels: 572 for 388 in the paper's network. `inputSizeFor(config, 1)` is
 * the smallest of all.
 * @throws RangeError unless `size` is a positive integer
 */
export function inputSizeFor(config: Partial<UNetConfig>, size: number): number {
  const whole = wholeConfig('inputSizeFor', config);
  checkCount('inputSizeFor', 'size', size);
  return inputSideFor(whole, size);
}

/**
 * Pixels of context that the network needs on each side of its output: 92 for the paper's network, 0 with same padding.
 * Two 3 x 3 convolutions take 4 rows at level l, which are 4 * 2^l rows of the input; the bottom does it once, the levels twice.
 */
export function margin(config: Partial<UNetConfig>): number {
  return marginOf(wholeConfig('margin', config));
}

/** Legal input sizes are so many pixels apart: 2^depth. */
export function sizeStep(config: Partial<UNetConfig>): number {
  return stepOf(wholeConfig('sizeStep', config));
}

/** {@link outputSize} of a whole configuration. */
export function outputSide({ depth, padding }: Shape, inputSize: number): number | undefined {
  const loss = padding === 'valid' ? 4 : 0;
  let side = inputSize;
  for (let level = 0; level < depth; level++) {
    side -= loss;
    if (side <= 0 || side % 2 !== 0) return undefined;
    side /= 2;
  }
  side -= loss;
  for (let level = 0; level < depth; level++) side = side * 2 - loss;
  return Number.isInteger(side) && side > 0 ? side : undefined;
}

/** {@link inputSizeFor} of a whole configuration. */
export function inputSideFor(config: Shape, size: number): number {
  let input = size + 2 * marginOf(config);
  while (outputSide(config, input) === undefined) input++;
  return input;
}

/** The largest legal input size of at most `limit` pixels, or undefined where even the smallest is larger. */
export function inputSideWithin(config: Shape, limit: number): number | undefined {
  for (let input = limit; input > 0; input--) {
    if (outputSide(config, input) !== undefined) return input;
  }
  return undefined;
}

/** The largest legal input size up to {@link paperInputSize}, or the smallest of all where that is larger: with depths from 6 on. */
export function usualInputSide(config: Shape): number {
  return inputSideWithin(config, paperInputSize) ?? inputSideFor(config, 1);
}

/** {@link margin} of a whole configuration. */
export function marginOf({ depth, padding }: Shape): number {
  return padding === 'same' ? 0 : 2 * (2 * (2 ** depth - 1) + 2 ** depth);
}

/** {@link sizeStep} of a whole configuration. */
export function stepOf({ depth }: Shape): number {
  return 2 ** depth;
}

/**
 * Pixels around each output square that a network has to be shown for its answer not to depend on where the square lies: with valid
 * padding its margin, which is 6 steps less 4 pixels. With same padding 6 whole steps, so that squares keep to the poolings' grid; that
 * also keeps the zeros beyond the input out of their sight: from pixel 6 * 2^depth on, two to the left for the convolutions of every level
 * and half as far at every pooling, the bottom is reached at pixel 4 or 5; its convolutions reach pixel 2, and so do, twice as fine, those
 * of every level above.
 */
export function contextOf(config: Shape): number {
  return config.padding === 'valid' ? marginOf(config) : 6 * stepOf(config);
}
