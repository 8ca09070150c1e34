import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { Random } from '@unet/tensor';
import { bilinearWeights } from './bilinear-weights.ts';
import type { WeightedLayer } from './layer-shape.ts';
import { weightedLayersOf } from './layers-of.ts';
import type { NetworkConfig } from './network-config.ts';

/** The trainable tensors by name, as `parameterShapes` lists them: `down.0.conv1.filter`, `up.3.bias`, …; level 0 has the image's resolution. */
export type Parameters = Readonly<Record<string, Tensor>>;

/**
 * Draws the parameters: filters from a normal distribution with standard deviation sqrt(2 / N), N = kernel area x input
 * channels (He et al. 2015; Ronneberger et al. 2015, section 3), unless they start at zero or as bilinear interpolation; biases 0. Every filter
 * has its own fork of `random`.
 * @returns tensors that the caller owns
 */
export function initialiseParameters(config: NetworkConfig, random: Random): Parameters {
  const parameters: Record<string, Tensor> = {};
  for (const layer of weightedLayersOf(config)) {
    const { name, kernel, inputs, outputs } = layer;
    if (layer.isLearned) {
      const values = startOf(layer, random.fork(`${name}.filter`));
      parameters[`${name}.filter`] = tensor(values, [kernel, kernel, inputs, outputs], 'float32');
    }
    if (layer.hasBias) parameters[`${name}.bias`] = tensor(new Float32Array(outputs), [outputs], 'float32');
  }
  return parameters;
}

function startOf({ start, kernel, stride, inputs, outputs }: WeightedLayer, random: Random): Float32Array {
  if (start === 'bilinear') return bilinearWeights(stride, outputs);
  const values = new Float32Array(kernel * kernel * inputs * outputs);
  if (start === 'zero') return values;
  const sigma = Math.sqrt(2 / (kernel * kernel * inputs));
  for (let index = 0; index < values.length; index++) values[index] = random.normal(0, sigma);
  return values;
}
