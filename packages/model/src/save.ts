import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { completeConfig, type UNetConfig } from './config.ts';
import { ModelFileError } from './model-file-error.ts';
import { type Parameters, parameterShapes } from './parameters.ts';
import { decodeSafetensors, encodeSafetensors, type NamedArray } from './safetensors.ts';
import type { UNet } from './unet.ts';

/**
 * Writes configuration and weights as one safetensors file, which Python reads with `safetensors.numpy.load_file`.
 * Filters are `[rows, columns, in, out]`.
 * @returns the file's bytes
 */
export async function saveUNet(unet: UNet): Promise<Uint8Array<ArrayBuffer>> {
  const metadata = { library: '@unet/model', config: JSON.stringify(unet.config) };
  return encodeSafetensors({ tensors: await readParameters(unet.parameters), metadata });
}

/**
 * Reads a network from the bytes of a file that {@link saveUNet} wrote, or from a URL of one. Loading executes nothing.
 * @returns a network that the caller owns
 * @throws ModelFileError, in one line with the tensor's name, for a truncated or foreign file, missing, surplus or misshapen
 * tensors, and values that are not finite
 */
export async function loadUNet(source: Uint8Array | URL | string): Promise<UNet> {
  const bytes = source instanceof Uint8Array ? source : await download(String(source));
  const { tensors, metadata } = decodeSafetensors(bytes);
  const config = readConfig(metadata.config);
  return { config, parameters: makeParameters(config, tensors) };
}

/** Reads all parameters into plain memory, by name. */
export async function readParameters(parameters: Parameters): Promise<Record<string, NamedArray>> {
  const entries = Object.entries(parameters).map(
    async ([name, value]) => [name, { shape: value.shape, data: (await value.data()) as Float32Array }] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Makes the tensors of a network from plain memory, after checking that they are just those that its configuration asks for.
 * @returns tensors that the caller owns
 * @throws ModelFileError with the tensor's name
 */
export function makeParameters(config: UNetConfig, arrays: Readonly<Record<string, NamedArray>>): Parameters {
  const shapes = parameterShapes(config);
  const surplus = Object.keys(arrays).find((name) => !(name in shapes));
  if (surplus !== undefined) {
    throw new ModelFileError(`U-Net file: tensor ${surplus} does not belong to this network`, { tensor: surplus });
  }
  for (const [name, shape] of Object.entries(shapes)) {
    const array = arrays[name];
    if (array === undefined) throw new ModelFileError(`U-Net file: tensor ${name} is missing`, { tensor: name });
    if (String(array.shape) !== String(shape)) {
      throw new ModelFileError(`U-Net file: tensor ${name} must have shape [${shape}], got [${array.shape}]`, {
        tensor: name,
      });
    }
    const bad = array.data.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      throw new ModelFileError(`U-Net file: tensor ${name} must be finite, got ${array.data[bad]} at ${bad}`, {
        tensor: name,
      });
    }
  }
  const parameters: Record<string, Tensor> = {};
  for (const [name, shape] of Object.entries(shapes)) parameters[name] = tensor(arrays[name]!.data, shape, 'float32');
  return parameters;
}

function readConfig(text: string | undefined): UNetConfig {
  if (text === undefined)
    throw new ModelFileError('U-Net file: metadata has no configuration: not written by @unet/model');
  try {
    return completeConfig('U-Net file', JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelFileError(`U-Net file: configuration cannot be used (${reason})`, { cause });
  }
}

async function download(url: string): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new ModelFileError(`loadUNet: ${url} cannot be fetched`, { cause });
  }
  if (!response.ok) throw new ModelFileError(`loadUNet: ${url} answered ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}
