import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { FileError } from '@unet/files';
import { checkObject, describe } from '@unet/tensor/internal';
import { nameOf, type PartialNetworkConfig, wholeConfig } from './network-config.ts';
import { checkParameters } from './ownership.ts';
import { shapesOf } from './parameter-shapes.ts';
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
  const shapes = shapesOf(whole);
  const file = `${nameOf(whole)} file`;
  checkObject('makeParameters', 'arrays', arrays);
  const surplus = Object.keys(arrays).find((name) => !Object.hasOwn(shapes, name));
  if (surplus !== undefined) throw tensorError(file, surplus, 'does not belong to this network');
  // Everything is checked before the first tensor is made, so that a throw leaves none behind.
  for (const [name, shape] of Object.entries(shapes)) checkArray(file, name, shape, arrays[name]);
  const parameters: Record<string, Tensor> = {};
  for (const [name, shape] of Object.entries(shapes)) {
    parameters[name] = tensor(arrays[name]!.data.slice(), shape, 'float32');
  }
  return parameters;
}

function checkArray(file: string, name: string, shape: readonly number[], array: NamedArray | undefined): void {
  if (array === undefined) throw tensorError(file, name, 'is missing');
  if (String(array.shape) !== String(shape)) {
    throw tensorError(file, name, `must have shape [${shape}], got [${array.shape}]`);
  }
  const size = shape.reduce((product, side) => product * side, 1);
  if (array.data.length !== size) throw tensorError(file, name, `must hold ${size} values, got ${array.data.length}`);
  const bad = array.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw tensorError(file, name, `must be finite, got ${array.data[bad]} at ${bad}`);
}

function tensorError(file: string, name: string, what: string): FileError {
  return new FileError(`${file}: tensor ${describe(name)} ${what}`, { tensor: name });
}
