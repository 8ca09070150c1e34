import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { describe } from '@unet/tensor';
import { completeConfig, type UNetConfig } from './config.ts';
import { download } from './download.ts';
import { ModelFileError } from './model-file-error.ts';
import { parameterShapes } from './parameter-shapes.ts';
import type { Parameters } from './parameters.ts';
import { decodeSafetensors, encodeSafetensors, type NamedArray } from './safetensors.ts';
import type { UNet } from './unet.ts';

/**
 * Writes configuration and weights as one safetensors file, which Python reads with `safetensors.numpy.load_file`.
 * Filters are `[rows, columns, in, out]`. The network stays the caller's.
 * @returns the file's bytes
 * @example
 * const bytes = await saveUNet(unet);
 */
export async function saveUNet(unet: UNet): Promise<Uint8Array<ArrayBuffer>> {
  const metadata = { library: '@unet/model', config: JSON.stringify(unet.config) };
  return encodeSafetensors({ tensors: await readParameters(unet.parameters), metadata });
}

/**
 * Reads a network from the bytes of a file that {@link saveUNet} wrote, or from a URL of one. Loading executes nothing.
 * @returns a network that the caller owns
 * @throws ModelFileError, in one line with the tensor's name, for a file that cannot be fetched, is truncated or foreign, for
 * missing, surplus or misshapen tensors, and values that are not finite; TypeError if `source` is neither bytes nor URL
 * @example
 * const unet = await loadUNet('https://example.org/cells.safetensors');
 */
export async function loadUNet(source: Uint8Array | URL | string): Promise<UNet> {
  const { tensors, metadata } = decodeSafetensors(await bytesOf(source));
  const config = readConfig(metadata);
  return { config, parameters: makeParameters(config, tensors) };
}

/** Reads all parameters into plain memory of their own, by name. The tensors stay the caller's. */
export async function readParameters(parameters: Parameters): Promise<Record<string, NamedArray>> {
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
 * @throws ModelFileError with the tensor's name
 */
export function makeParameters(config: UNetConfig, arrays: Readonly<Record<string, NamedArray>>): Parameters {
  const shapes = parameterShapes(config);
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

function tensorError(name: string, what: string): ModelFileError {
  return new ModelFileError(`U-Net file: tensor ${describe(name)} ${what}`, { tensor: name });
}

function readConfig(metadata: Readonly<Record<string, string>>): UNetConfig {
  if (!Object.hasOwn(metadata, 'config')) {
    throw new ModelFileError('U-Net file: metadata has no configuration: not written by @unet/model');
  }
  let config: Partial<UNetConfig>;
  try {
    config = JSON.parse(metadata.config!);
  } catch (cause) {
    // The parser's message quotes the text, line breaks and all.
    throw new ModelFileError('U-Net file: configuration is not JSON', { cause });
  }
  try {
    return completeConfig('U-Net file', config);
  } catch (cause) {
    throw new ModelFileError(`U-Net file: configuration cannot be used (${(cause as Error).message})`, { cause });
  }
}

async function bytesOf(source: Uint8Array | URL | string): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (typeof source === 'string' || source instanceof URL) return await download(String(source));
  throw new TypeError(`loadUNet: source must be a Uint8Array, a URL or a string, got ${describe(source)}`);
}
