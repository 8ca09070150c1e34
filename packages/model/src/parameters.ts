import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { Random } from '@unet/tensor';
import type { UNetConfig } from './config.ts';

/** The trainable tensors by name: `down.0.conv1.filter`, `up.3.bias`, `head.filter`, …; level 0 has the image's resolution. */
export type Parameters = Readonly<Record<string, Tensor>>;

/** Names and shapes of all parameters of a network, in the order in which the data flows through them. */
export function parameterShapes(config: UNetConfig): Record<string, number[]> {
  const { depth, baseWidth, channels, classes } = config;
  const width = (level: number) => baseWidth * 2 ** level;
  const shapes: Record<string, number[]> = {};
  const layer = (name: string, kernel: number, inputs: number, outputs: number) => {
    shapes[`${name}.filter`] = [kernel, kernel, inputs, outputs];
    shapes[`${name}.bias`] = [outputs];
  };
  const block = (name: string, inputs: number, outputs: number) => {
    layer(`${name}.conv1`, 3, inputs, outputs);
    layer(`${name}.conv2`, 3, outputs, outputs);
  };
  for (let level = 0; level < depth; level++) {
    block(`down.${level}`, level === 0 ? channels : width(level - 1), width(level));
  }
  block('bottom', width(depth - 1), width(depth));
  for (let level = depth - 1; level >= 0; level--) {
    layer(`up.${level}`, 2, width(level + 1), width(level));
    // The skip's channels and the up-convolution's, side by side.
    block(`merge.${level}`, 2 * width(level), width(level));
  }
  layer('head', 1, width(0), classes);
  return shapes;
}

/** Number of trainable values: 31,030,658 for the paper's network. */
export function parameterCount(config: UNetConfig): number {
  return Object.values(parameterShapes(config)).reduce((total, shape) => total + sizeOf(shape), 0);
}

/**
 * Draws the parameters: filters from a normal distribution with standard deviation sqrt(2 / N), N = kernel area x input
 * channels (He et al. 2015; Ronneberger et al. 2015, section 3), biases 0. Every filter has its own fork of `random`.
 * @returns tensors that the caller owns
 */
export function initialiseParameters(config: UNetConfig, random: Random): Parameters {
  const parameters: Record<string, Tensor> = {};
  for (const [name, shape] of Object.entries(parameterShapes(config))) {
    const values = new Float32Array(sizeOf(shape));
    if (name.endsWith('.filter')) {
      const [rows, columns, inputs] = shape as [number, number, number, number];
      const deviation = Math.sqrt(2 / (rows * columns * inputs));
      const stream = random.fork(name);
      for (let index = 0; index < values.length; index++) values[index] = stream.normal(0, deviation);
    }
    parameters[name] = tensor(values, shape, 'float32');
  }
  return parameters;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}
