import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { Random } from '@unet/tensor';
import type { UNetConfig } from './config.ts';
import { parameterShapes } from './parameter-shapes.ts';

/** The trainable tensors by name: `down.0.conv1.filter`, `up.3.bias`, `head.filter`, …; level 0 has the image's resolution. */
export type Parameters = Readonly<Record<string, Tensor>>;

/**
 * Draws the parameters: filters from a normal distribution with standard deviation sqrt(2 / N), N = kernel area x input
 * channels (He et al. 2015; Ronneberger et al. 2015, section 3), biases 0. Every filter has its own fork of `random`.
 * @returns tensors that the caller owns
 */
export function initialiseParameters(config: UNetConfig, random: Random): Parameters {
  const parameters: Record<string, Tensor> = {};
  for (const [name, shape] of Object.entries(parameterShapes(config))) {
    const values = new Float32Array(shape.reduce((product, side) => product * side, 1));
    if (name.endsWith('.filter')) {
      const [rows, columns, inputs] = shape as [number, number, number, number];
      const sigma = Math.sqrt(2 / (rows * columns * inputs));
      const stream = random.fork(name);
      for (let index = 0; index < values.length; index++) values[index] = stream.normal(0, sigma);
    }
    parameters[name] = tensor(values, shape, 'float32');
  }
  return parameters;
}
