import { type Bytes, FileError, placeError } from '@unet/files';
import { requireBackend } from '@unet/tensor';
import { describe } from '@unet/tensor/internal';
import type { UNetConfig } from './config.ts';
import { download, nameOf } from './download.ts';
import type { BorrowedNetwork, Network } from './network.ts';
import { isFCN, type NetworkConfig } from './network-config.ts';
import { checkUNet } from './ownership.ts';
import { makeParameters, readParameters } from './parameter-arrays.ts';
import { readConfig } from './read-config.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import type { UNet } from './unet.ts';

/**
 * Encodes configuration and weights of a network, whatever its architecture, as one safetensors file, which Python reads with `safetensors.numpy.load_file`.
 * Filters are `[rows, columns, in, out]`. The network stays the caller's.
 * @returns the file's bytes
 * @throws TypeError for a network that was disposed or handed over to a training state
 * @example
 * const bytes = await encodeUNet(unet);
 */
export async function encodeUNet(unet: Network | BorrowedNetwork): Promise<Bytes> {
  checkUNet('encodeUNet', unet);
  const metadata = { library: '@unet/model', config: JSON.stringify(unet.config) };
  return encodeSafetensors({ tensors: await readParameters(unet.parameters), metadata });
}

/**
 * Reads a U-Net from the bytes that {@link encodeUNet} gives, or from a URL of one. Loading executes nothing. In Node,
 * `readUNet` of `@unet/model/node` reads files.
 * @returns a network that the caller owns
 * @throws FileError of `@unet/files`, in one line with the URL and the tensor's name, for a file that cannot be fetched, is truncated or
 * foreign or holds a network of another architecture, for missing, surplus or misshapen tensors, and values that are not finite; TypeError if
 * `source` is neither bytes nor URL
 * @example
 * const unet = await loadUNet('https://example.org/cells.safetensors');
 */
export async function loadUNet(source: Uint8Array | ArrayBuffer | URL | string): Promise<UNet> {
  return load('loadUNet', source, onlyUNet);
}

/**
 * Reads a network of any architecture, as {@link loadUNet} reads a U-Net.
 * @returns a network that the caller owns
 * @throws as {@link loadUNet}
 * @example
 * const network = await loadNetwork(bytes);
 * console.log(network.config.architecture ?? 'u-net');
 */
export async function loadNetwork(source: Uint8Array | ArrayBuffer | URL | string): Promise<Network> {
  return load('loadNetwork', source, (config) => config);
}

/** Throws a FileError unless a network is a U-Net. */
function onlyUNet(config: NetworkConfig): UNetConfig {
  if (!isFCN(config)) return config;
  throw new FileError(
    `U-Net file: architecture must be "u-net", got "${config.architecture}": loadNetwork and readNetwork take it`,
  );
}

/** @param accept throws for a network that is not wanted, before its tensors are made */
async function load<Config extends NetworkConfig>(
  where: string,
  source: Uint8Array | ArrayBuffer | URL | string,
  accept: (config: NetworkConfig) => Config,
): Promise<Network<Config>> {
  requireBackend(where);
  if (source instanceof Uint8Array) return decodeNetwork(source, accept);
  if (source instanceof ArrayBuffer) return decodeNetwork(new Uint8Array(source), accept);
  if (typeof source !== 'string' && !(source instanceof URL)) {
    throw new TypeError(
      `${where}: source must be a Uint8Array, an ArrayBuffer, a URL or a string, got ${describe(source)}`,
    );
  }
  const bytes = await download(String(source));
  try {
    return decodeNetwork(bytes, accept);
  } catch (error) {
    throw error instanceof FileError ? placeError(error, { file: nameOf(String(source)) }) : error;
  }
}

function decodeNetwork<Config extends NetworkConfig>(
  bytes: Uint8Array,
  accept: (config: NetworkConfig) => Config,
): Network<Config> {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const config = accept(readConfig(metadata));
  return { config, parameters: makeParameters(config, tensors) };
}
