import { type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { Random } from '@unet/tensor';
import { checkOptions, checkRandom, describe } from '@unet/tensor/internal';
import { fcnLogits } from './fcn-logits.ts';
import { checkInputSize } from './input-sizes.ts';
import { type Drop, layersWith } from './layers-with.ts';
import { isFCN, type NetworkConfig } from './network-config.ts';
import { dropout } from './ops/dropout.ts';
import { checkParameters } from './ownership.ts';
import type { Parameters } from './parameters.ts';
import { unetLogits } from './unet-logits.ts';

/** Options of {@link forward}. */
export interface ForwardOptions {
  /**
   * While training: draws the dropout masks. Without it nothing is dropped. The masks depend on this stream's name alone, not on
   * what was drawn from it, so pass another fork at every step: `random.fork(step)`.
   */
  readonly dropout?: Random | undefined;
}

/**
 * The logits of a network: of the U-Net (Ronneberger et al. 2015, figure 1), which contracts, expands, and joins what both found at each level;
 * or of an FCN (Long et al. 2015, figure 3), which contracts and adds up what it would say at several levels.
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
  config: NetworkConfig,
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
    random === undefined || config.dropoutRate === 0
      ? undefined
      : (x, name) => dropout(x, { rate: config.dropoutRate, random: random.fork(name) });
  return forwardWith(config, parameters, image, drop);
}

/** {@link forward} of what was checked. */
export function forwardWith(config: NetworkConfig, parameters: Parameters, image: Tensor4D, drop?: Drop): Tensor4D {
  const layers = layersWith(parameters, config.padding, image, drop);
  return tidy(() => (isFCN(config) ? fcnLogits(config, layers, image) : unetLogits(config, layers, image)));
}

function checkImage(config: NetworkConfig, image: Tensor4D): void {
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
