import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { type Bytes, FileError, placeError, reasonOf } from '@unet/files';
import { requireBackend } from '@unet/tensor';
import { checkObject, describe } from '@unet/tensor/internal';
import { type UNetConfig, wholeConfig } from './config.ts';
import { download, nameOf } from './download.ts';
import { checkParameters, checkUNet } from './ownership.ts';
import { parameterShapes } from './parameter-shapes.ts';
import type { Parameters } from './parameters.ts';
import { decodeSafetensors, encodeSafetensors, type NamedArray } from './safetensors.ts';
import type { BorrowedUNet, UNet } from './unet.ts';

/**
 * Encodes configuration and weights as one safetensors file, which Python reads with `safetensors.numpy.load_file`.
 * Filters are `[rows, columns, in, out]`. The network stays the caller's.
 * @returns the file's bytes
 * @throws TypeError for a network that was disposed or handed over to a training state
 * @example
 * const bytes = await encodeUNet(unet);
 */
export async function encodeUNet(unet: UNet | BorrowedUNet): Promise<Bytes> {
  checkUNet('encodeUNet', unet);
  const metadata = { library: '@unet/model', config: JSON.stringify(unet.config) };
  return encodeSafetensors({ tensors: await readParameters(unet.parameters), metadata });
}

/**
 * Reads a network from the bytes that {@link encodeUNet} gives, or from a URL of one. Loading executes nothing. In Node,
 * `readUNet` of `@unet/model/node` reads files.
 * @returns a network that the caller owns
 * @throws FileError of `@unet/files`, in one line with the URL and the tensor's name, for a file that cannot be fetched, is truncated or
 * foreign, for missing, surplus or misshapen tensors, and values that are not finite; TypeError if `source` is neither bytes nor URL
 * @example
 * const unet = await loadUNet('https://example.org/cells.safetensors');
 */
export async function loadUNet(source: Uint8Array | ArrayBuffer | URL | string): Promise<UNet> {
  requireBackend('loadUNet');
  if (source instanceof Uint8Array) return decodeUNet(source);
  if (source instanceof ArrayBuffer) return decodeUNet(new Uint8Array(source));
  if (typeof source !== 'string' && !(source instanceof URL)) {
    throw new TypeError(
      `loadUNet: source must be a Uint8Array, an ArrayBuffer, a URL or a string, got ${describe(source)}`,
    );
  }
  const bytes = await download(String(source));
  try {
    return decodeUNet(bytes);
  } catch (error) {
    throw error instanceof FileError ? placeError(error, { file: nameOf(String(source)) }) : error;
  }
}

function decodeUNet(bytes: Uint8Array): UNet {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const config = readConfig(metadata);
  return { config, parameters: makeParameters(config, tensors) };
}

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
 * @param config what differs from `paperConfig`
 * @throws FileError of `@unet/files` with the tensor's name
 * @example
 * const { tensors } = decodeSafetensors(bytes);
 * const unet = { config: completeConfig(config), parameters: makeParameters(config, tensors) };
 */
export function makeParameters(config: Partial<UNetConfig>, arrays: Readonly<Record<string, NamedArray>>): Parameters {
  const shapes = parameterShapes(wholeConfig('makeParameters', config));
  checkObject('makeParameters', 'arrays', arrays);
  const surplus = Object.keys(arrays).find((name) => !Object.hasOwn(shapes, name));
  if (surplus !== undefined) throw tensorError(surplus, 'does not belong to this network');
  // Everything is checked before the first tensor is made, so that a throw leaves none behind.
  for (const [name, shape] of Object.entries(shapes)) checkArray(name, shape, arrays[name]);
  const parameters: Record<string, Tensor> = {};
  for (const [name, shape] of Object.entries(shapes)) {
    parameters[name] = tensor(arrays[name]!.data.slice(), shape, 'float32');
  }
  return parameters;
}

function checkArray(name: string, shape: readonly number[], array: NamedArray | undefined): void {
  if (array === undefined) throw tensorError(name, 'is missing');
  if (String(array.shape) !== String(shape)) {
    throw tensorError(name, `must have shape [${shape}], got [${array.shape}]`);
  }
  const size = shape.reduce((product, side) => product * side, 1);
  if (array.data.length !== size) throw tensorError(name, `must hold ${size} values, got ${array.data.length}`);
  const bad = array.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw tensorError(name, `must be finite, got ${array.data[bad]} at ${bad}`);
}

function tensorError(name: string, what: string): FileError {
  return new FileError(`U-Net file: tensor ${describe(name)} ${what}`, { tensor: name });
}

function readConfig(metadata: Readonly<Record<string, string>>): UNetConfig {
  if (!Object.hasOwn(metadata, 'config')) {
    throw new FileError('U-Net file: metadata has no configuration: not written by @unet/model');
  }
  let config: Partial<UNetConfig>;
  try {
    config = JSON.parse(metadata.config!);
  } catch (cause) {
    // The parser's message quotes the text, line breaks and all.
    throw new FileError('U-Net file: configuration is not JSON', { cause });
  }
  try {
    return wholeConfig('U-Net file', config);
  } catch (cause) {
    throw new FileError(`U-Net file: configuration cannot be used (${reasonOf(cause)})`, { cause });
  }
}
