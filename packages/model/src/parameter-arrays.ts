import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { checkObject } from '@unet/tensor/internal';
import { checkParameterArrays } from './check-parameter-arrays.ts';
import { type PartialNetworkConfig, wholeConfig } from './network-config.ts';
import { checkParameters } from './ownership.ts';
import type { Parameters } from './parameters.ts';
import type { NamedArray } from './safetensors.ts';

/**
 * Reads all parameters into plain memory of their own, by name. The tensors stay the caller's.
 * @throws TypeError for parameters that were disposed
 */
export async function readParameters(parameters: Parameters): Promise<Record<string, NamedArray>> {
  checkParameters('readParameters', parameters);
  const entries = Object.entries(parameters).map(async ([name, value]): Promise<[string, NamedArray]> => {
    // A copy: some backends hand out the very array that they compute on.
    return [name, { shape: value.shape, data: new Float32Array(await value.data()) }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Makes the tensors of a network from a copy of plain memory, after checking that they are just those that its configuration
 * asks for.
 * @returns tensors that the caller owns
 * @param config what differs from `paperConfig` or `paperFCNConfig`
 * @throws FileError of `@unet/files` with the tensor's name
 * @example
 * const { tensors } = decodeSafetensors(bytes);
 * const unet = { config: completeConfig(config), parameters: makeParameters(config, tensors) };
 */
export function makeParameters(config: PartialNetworkConfig, arrays: Readonly<Record<string, NamedArray>>): Parameters {
  const whole = wholeConfig('makeParameters', config);
  checkObject('makeParameters', 'arrays', arrays);
  // Everything is checked before the first tensor is made, so that a throw leaves none behind.
  const shapes = checkParameterArrays(whole, arrays);
  const parameters: Record<string, Tensor> = {};
  for (const [name, shape] of Object.entries(shapes)) {
    parameters[name] = tensor(arrays[name]!.data.slice(), shape, 'float32');
  }
  return parameters;
}
