import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Random } from '@unet/tensor';
import type { UNetConfig } from './config.ts';
import { checkInputSize } from './geometry.ts';
import { convolution } from './ops/convolution.ts';
import { cropAndConcatenate } from './ops/crop-and-concatenate.ts';
import { dropout } from './ops/dropout.ts';
import { maxPool } from './ops/max-pool.ts';
import { upConvolution } from './ops/up-convolution.ts';
import type { Parameters } from './parameters.ts';

/** Options of {@link forward}. */
export interface ForwardOptions {
  /** While training: draws the dropout masks. Without it nothing is dropped. */
  readonly dropout?: Random | undefined;
}

/**
 * The U-Net (Ronneberger et al. 2015, figure 1): contracts, expands, and joins what both found at each level.
 * Differentiable with respect to the parameters, not to the image. Leaves its intermediate tensors to the caller's `tidy`.
 * @param parameters by the names of `parameterShapes(config)`; they stay the caller's
 * @param image `[batch, height, width, channels]`, legal sizes as `outputSize` says
 * @returns logits `[batch, height', width', classes]`, owned by the caller
 * @throws RangeError for an illegal size or number of channels
 */
export function forward(
  config: UNetConfig,
  parameters: Parameters,
  image: Tensor4D,
  options: ForwardOptions = {},
): Tensor4D {
  const [, height, width, channels] = image.shape;
  checkInputSize('forward', config, height, width);
  if (channels !== config.channels) {
    throw new RangeError(`forward: image must have ${config.channels} channels, got ${channels}`);
  }
  const { depth, padding } = config;
  const filter = (name: string) => parameters[`${name}.filter`] as Tensor4D;
  const bias = (name: string) => parameters[`${name}.bias`] as Tensor1D;
  const conv = (x: Tensor4D, name: string) =>
    convolution(x, filter(name), bias(name), { padding, activation: 'relu', inputGradient: x !== image });
  const block = (x: Tensor4D, name: string) => conv(conv(x, `${name}.conv1`), `${name}.conv2`);
  const drop = (x: Tensor4D, name: string, applies: boolean) =>
    applies && options.dropout !== undefined ? dropout(x, config.dropoutRate, options.dropout.fork(name)) : x;

  const skips: Tensor4D[] = []; // with the paper's network on 572 x 572:
  let x = image; // [b, 572, 572, 1]
  for (let level = 0; level < depth; level++) {
    x = block(x, `down.${level}`); // [b, 568, 568, 64] … [b, 64, 64, 512]
    x = drop(x, `down.${level}`, config.dropout === 'last-two' && level === depth - 1);
    skips.push(x);
    x = maxPool(x); // [b, 284, 284, 64] … [b, 32, 32, 512]
  }
  x = block(x, 'bottom'); // [b, 28, 28, 1024]
  x = drop(x, 'bottom', config.dropout !== 'none');
  for (let level = depth - 1; level >= 0; level--) {
    x = upConvolution(x, filter(`up.${level}`), bias(`up.${level}`), config.upConvolution); // [b, 56, 56, 512] …
    x = cropAndConcatenate(skips[level]!, x); // [b, 56, 56, 1024] … [b, 392, 392, 128]
    x = block(x, `merge.${level}`); // [b, 52, 52, 512] … [b, 388, 388, 64]
  }
  return convolution(x, filter('head'), bias('head'), { padding }); // [b, 388, 388, 2]
}
