import { type Tensor, type Tensor1D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { Random } from '@unet/tensor';
import { checkOptions, checkRandom, describe } from '@unet/tensor/internal';
import type { UNetConfig } from './config.ts';
import { checkInputSize } from './input-sizes.ts';
import { convolution } from './ops/convolution.ts';
import { cropAndConcatenate } from './ops/crop-and-concatenate.ts';
import { dropout } from './ops/dropout.ts';
import { maxPool } from './ops/max-pool.ts';
import { upConvolution } from './ops/up-convolution.ts';
import { checkParameters } from './ownership.ts';
import type { Parameters } from './parameters.ts';

/** Options of {@link forward}. */
export interface ForwardOptions {
  /**
   * While training: draws the dropout masks. Without it nothing is dropped. The masks depend on this stream's name alone, not on
   * what was drawn from it, so pass another fork at every step: `random.fork(step)`.
   */
  readonly dropout?: Random | undefined;
}

/**
 * The U-Net (Ronneberger et al. 2015, figure 1): contracts, expands, and joins what both found at each level.
 * Differentiable with respect to the parameters, not to the image. Makes no tensor that outlives it but its result, save what
 * the gradient needs while one is recorded.
 * @param parameters by the names of `parameterShapes(config)`; they stay the caller's
 * @param image `[batch, height, width, channels]`, legal sizes as `outputSize` says
 * @returns logits `[batch, height', width', classes]`, owned by the caller
 * @throws TypeError for an image of another rank or type, and for parameters that were disposed; RangeError for an illegal size or number of
 * channels, or a missing parameter
 * @example
 * const logits = forward(unet.config, unet.parameters, image);
 */
export function forward(
  config: UNetConfig,
  parameters: Parameters,
  image: Tensor4D,
  options: ForwardOptions = {},
): Tensor4D {
  checkOptions('forward', options, { dropout: true });
  if (options.dropout !== undefined) checkRandom('forward', options.dropout);
  checkParameters('forward', parameters);
  checkImage(config, image);
  const { dropout: random } = options;
  const drop: Drop | undefined =
    random === undefined ? undefined : (x, name) => dropout(x, { rate: config.dropoutRate, random: random.fork(name) });
  return forwardWith(config, parameters, image, drop);
}

/** Applies dropout to the features of a block. */
export type Drop = (x: Tensor4D, name: string) => Tensor4D;

/** {@link forward} of what was checked. */
export function forwardWith(config: UNetConfig, parameters: Parameters, image: Tensor4D, drop?: Drop): Tensor4D {
  return tidy(() => layers(config, parameters, image, drop));
}

function layers(config: UNetConfig, parameters: Parameters, image: Tensor4D, drop: Drop = (x) => x): Tensor4D {
  const { depth, padding } = config;
  const filter = (name: string) => parameter(parameters, `${name}.filter`) as Tensor4D;
  const bias = (name: string) => parameter(parameters, `${name}.bias`) as Tensor1D;
  const conv = (x: Tensor4D, name: string) =>
    convolution(x, filter(name), bias(name), { padding, activation: 'relu', inputGradient: x !== image });
  // Each block is tidied on its own: a prediction would else hold everything that the network ever computed.
  const block = (x: Tensor4D, name: string) => tidy(() => conv(conv(x, `${name}.conv1`), `${name}.conv2`));

  const skips: Tensor4D[] = []; // with the paper's network on 572 x 572:
  let x = image; // [b, 572, 572, 1]
  for (let level = 0; level < depth; level++) {
    x = block(x, `down.${level}`); // [b, 568, 568, 64] … [b, 64, 64, 512]
    if (config.dropout === 'last-two' && level === depth - 1) x = drop(x, `down.${level}`);
    skips.push(x);
    x = maxPool(x); // [b, 284, 284, 64] … [b, 32, 32, 512]
  }
  x = block(x, 'bottom'); // [b, 28, 28, 1024]
  if (config.dropout !== 'none') x = drop(x, 'bottom');
  for (let level = depth - 1; level >= 0; level--) {
    const below = x;
    x = tidy(() => {
      const up = upConvolution(below, filter(`up.${level}`), bias(`up.${level}`), { activation: config.upConvolution }); // [b, 56, 56, 512] …
      const merged = cropAndConcatenate(skips[level]!, up); // [b, 56, 56, 1024] … [b, 392, 392, 128]
      return block(merged, `merge.${level}`); // [b, 52, 52, 512] … [b, 388, 388, 64]
    });
  }
  return convolution(x, filter('head'), bias('head'), { padding }); // [b, 388, 388, 2]
}

function checkImage(config: UNetConfig, image: Tensor4D): void {
  if (image?.shape?.length !== 4 || image.dtype !== 'float32') {
    throw new TypeError(
      `forward: image must be a [batch, height, width, channels] float32 tensor, got ${describe(image)}`,
    );
  }
  const [, height, width, channels] = image.shape;
  checkInputSize('forward', config, height, width);
  if (channels !== config.channels) {
    throw new RangeError(`forward: image must have ${config.channels} channels, got ${channels}`);
  }
}

function parameter(parameters: Parameters, name: string): Tensor {
  const tensor = parameters[name];
  if (tensor === undefined) throw new RangeError(`forward: parameters must hold ${name}`);
  return tensor;
}
