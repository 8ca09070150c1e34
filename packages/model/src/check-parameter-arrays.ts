import { FileError } from '@unet/files';
import { describe } from '@unet/tensor/internal';
import { type NetworkConfig, nameOf } from './network-config.ts';
import { shapesOf } from './parameter-shapes.ts';
import type { NamedArray } from './safetensors.ts';

/**
 * Checks that arrays are just those that a configuration asks for, and finite.
 * @returns the shapes of all, in the order in which the data flows through them
 * @throws FileError of `@unet/files` with the tensor's name
 */
export function checkParameterArrays(
  config: NetworkConfig,
  arrays: Readonly<Record<string, NamedArray>>,
): Record<string, number[]> {
  const shapes = shapesOf(config);
  const file = `${nameOf(config)} file`;
  const surplus = Object.keys(arrays).find((name) => !Object.hasOwn(shapes, name));
  if (surplus !== undefined) throw tensorError(file, surplus, 'does not belong to this network');
  for (const [name, shape] of Object.entries(shapes)) checkArray(file, name, shape, arrays[name]);
  return shapes;
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
