import { type Tensor, type Tensor1D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { type ConvolutionOptions, convolution } from './ops/convolution.ts';
import type { Padding } from './ops/padding.ts';
import type { Parameters } from './parameters.ts';

/** Applies dropout to the features of a layer. */
export type Drop = (x: Tensor4D, name: string) => Tensor4D;

/** The layers of a network by their names, with its weights. */
export interface Layers {
  filter(name: string): Tensor4D;
  bias(name: string): Tensor1D;
  /** Rectified unless `activation` says 'linear'. */
  convolution(x: Tensor4D, name: string, activation?: ConvolutionOptions['activation']): Tensor4D;
  /** The convolutions `name.conv1` to `name.conv<count>`. */
  block(x: Tensor4D, name: string, count: number): Tensor4D;
  readonly drop: Drop;
}

/**
 * The layers with some weights.
 * @param image the input, with respect to which there is no gradient
 * @param drop default: nothing is dropped
 */
export function layersWith(parameters: Parameters, padding: Padding, image: Tensor4D, drop: Drop = (x) => x): Layers {
  const filter = (name: string) => parameter(parameters, `${name}.filter`) as Tensor4D;
  const bias = (name: string) => parameter(parameters, `${name}.bias`) as Tensor1D;
  const convolve: Layers['convolution'] = (x, name, activation = 'relu') =>
    convolution(x, filter(name), bias(name), { padding, activation, inputGradient: x !== image });
  // Each block is tidied on its own: a prediction would else hold everything that the network ever computed.
  const block: Layers['block'] = (input, name, count) =>
    tidy(() => {
      let x = input;
      for (let index = 1; index <= count; index++) x = convolve(x, `${name}.conv${index}`);
      return x;
    });
  return { filter, bias, convolution: convolve, block, drop };
}

function parameter(parameters: Parameters, name: string): Tensor {
  const tensor = parameters[name];
  if (tensor === undefined) throw new RangeError(`forward: parameters must hold ${name}`);
  return tensor;
}
