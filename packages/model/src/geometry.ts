import { checkCount } from '@unet/tensor/internal';
import type { LayerShape } from './layer-shape.ts';
import { layersOf } from './layers-of.ts';
import { type NetworkConfig, type PartialNetworkConfig, wholeConfig } from './network-config.ts';

/** Side of the input of the paper's figure 1, in pixels; the largest input that functions of this package choose unless told otherwise. */
export const paperInputSize = 572;

/**
 * Height or width of the output for an input of `inputSize` pixels, or undefined where the network cannot take that size: a level
 * would be odd before its pooling, or nothing would be left.
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @example
 * outputSize(paperConfig, 572); // 388
 */
export function outputSize(config: PartialNetworkConfig, inputSize: number): number | undefined {
  return outputSide(wholeConfig('outputSize', config), inputSize);
}

/**
 * The smallest legal input size whose output has at least `size` pixels: 572 for 388 in the paper's network. `inputSizeFor(config, 1)` is
 * the smallest of all.
 * @throws RangeError unless `size` is a positive integer
 */
export function inputSizeFor(config: PartialNetworkConfig, size: number): number {
  const whole = wholeConfig('inputSizeFor', config);
  checkCount('inputSizeFor', 'size', size);
  return inputSideFor(whole, size);
}

/**
 * Pixels of context that the network needs on each side of its output: 92 for the paper's U-Net, 186 for its FCN-8s, 0 with same padding.
 * Each 3 x 3 convolution takes two rows, which are 2 * 2^level rows of the input.
 */
export function margin(config: PartialNetworkConfig): number {
  return marginOf(wholeConfig('margin', config));
}

/** Legal input sizes are so many pixels apart: 2^depth. */
export function sizeStep(config: PartialNetworkConfig): number {
  return stepOf(wholeConfig('sizeStep', config));
}

/** {@link outputSize} of a whole configuration. */
export function outputSide(config: NetworkConfig, inputSize: number): number | undefined {
  let side = inputSize;
  for (const layer of layersOf(config)) {
    side = sideAfter(layer, config, side);
    if (!Number.isInteger(side) || side <= 0) return undefined;
  }
  return side;
}

/** Side of what a layer makes of maps of some side; of a skip that is added or joined it is that of the maps that it is cropped to. */
export function sideAfter(layer: LayerShape, { padding }: NetworkConfig, side: number): number {
  if (layer.kind === 'pooling') return side / 2;
  // Without what shows pixels that it does not see.
  if (layer.kind === 'upsampling') return layer.stride * (side + 1) - layer.kernel;
  return padding === 'valid' ? side - (layer.kernel - 1) : side;
}

/** {@link inputSizeFor} of a whole configuration. */
export function inputSideFor(config: NetworkConfig, size: number): number {
  let input = size + 2 * marginOf(config);
  while (outputSide(config, input) === undefined) input++;
  return input;
}

/** The largest legal input size of at most `limit` pixels, or undefined where even the smallest is larger. */
export function inputSideWithin(config: NetworkConfig, limit: number): number | undefined {
  for (let input = limit; input > 0; input--) {
    if (outputSide(config, input) !== undefined) return input;
  }
  return undefined;
}

/** The largest legal input size up to {@link paperInputSize}, or the smallest of all where that is larger: with depths from 6 on. */
export function usualInputSide(config: NetworkConfig): number {
  return inputSideWithin(config, paperInputSize) ?? inputSideFor(config, 1);
}

/** {@link margin} of a whole configuration. */
export function marginOf(config: NetworkConfig): number {
  let margin = 0;
  /** Pixels of the input that one of the level has along each axis. */
  let scale = 1;
  for (const layer of layersOf(config)) {
    if (layer.kind === 'pooling') {
      scale *= 2;
    } else if (layer.kind === 'upsampling') {
      scale /= layer.stride;
      margin += ((layer.kernel - layer.stride) / 2) * scale;
    } else if (config.padding === 'valid') {
      margin += ((layer.kernel - 1) / 2) * scale;
    }
  }
  return margin;
}

/** {@link sizeStep} of a whole configuration. */
export function stepOf({ depth }: NetworkConfig): number {
  return 2 ** depth;
}

/**
 * Pixels around each output square that a network has to be shown for its answer not to depend on where the square lies: with valid
 * padding its margin, of a U-Net 6 steps less 4 pixels. With same padding 6 whole steps, so that squares keep to the poolings' grid; that
 * also keeps the zeros beyond the input out of their sight: from pixel 6 * 2^depth on, two to the left for the convolutions of every level
 * and half as far at every pooling, the bottom is reached at pixel 4 or 5; its convolutions reach pixel 2, and so do, twice as fine, those
 * of every level above.
 */
export function contextOf(config: NetworkConfig): number {
  return config.padding === 'valid' ? marginOf(config) : 6 * stepOf(config);
}
