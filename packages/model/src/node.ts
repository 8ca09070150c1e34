import { readFile } from 'node:fs/promises';
import { FileError, placeError } from '@unet/files';
import { writeFileAtomic } from '@unet/files/node';
import type { BorrowedNetwork, Network } from './network.ts';
import type { UNet } from './unet.ts';
import { encodeUNet, loadNetwork, loadUNet } from './unet-file.ts';

/**
 * Reads a U-Net from a file.
 * @returns a network that the caller owns
 * @throws FileError of `@unet/files` as `loadUNet` does, with the path in front
 * @example
 * const unet = await readUNet('cells.safetensors');
 */
export async function readUNet(path: string): Promise<UNet> {
  return read(path, loadUNet);
}

/**
 * Reads a network of any architecture from a file.
 * @returns a network that the caller owns
 * @throws FileError of `@unet/files` as `loadNetwork` does, with the path in front
 * @example
 * const network = await readNetwork('cells.safetensors');
 */
export async function readNetwork(path: string): Promise<Network> {
  return read(path, loadNetwork);
}

async function read<Result>(path: string, load: (bytes: Uint8Array) => Promise<Result>): Promise<Result> {
  const place = (error: unknown): FileError => placeError(error, { file: String(path) });
  const bytes = await readFile(path).catch((error: unknown) => Promise.reject(place(error)));
  try {
    return await load(bytes);
  } catch (error) {
    throw error instanceof FileError ? place(error) : error;
  }
}

/**
 * Writes a network, whatever its architecture, to a file, to a temporary name beside it that is then renamed: the path never holds half a file. The
 * network stays the caller's.
 * @throws FileError of `@unet/files`, with the path in front, if it cannot be written; TypeError for a network that was disposed or handed
 * over to a training state
 * @example
 * await writeUNet('cells.safetensors', unet);
 */
export async function writeUNet(path: string, unet: Network | BorrowedNetwork): Promise<void> {
  await writeFileAtomic(path, await encodeUNet(unet));
}
