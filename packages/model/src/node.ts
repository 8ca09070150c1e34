import { readFile } from 'node:fs/promises';
import { FileError, placeError } from '@unet/files';
import { writeFileAtomic } from '@unet/files/node';
import type { BorrowedUNet, UNet } from './unet.ts';
import { encodeUNet, loadUNet } from './unet-file.ts';

/**
 * Reads a network from a file.
 * @returns a network that the caller owns
 * @throws FileError of `@unet/files` as `loadUNet` does, with the path in front
 * @example
 * const unet = await readUNet('cells.safetensors');
 */
export async function readUNet(path: string): Promise<UNet> {
  const place = (error: unknown): FileError => placeError(error, { file: String(path) });
  const bytes = await readFile(path).catch((error: unknown) => Promise.reject(place(error)));
  try {
    return await loadUNet(bytes);
  } catch (error) {
    throw error instanceof FileError ? place(error) : error;
  }
}

/**
 * Writes a network to a file, to a temporary name beside it that is then renamed: the path never holds half a file. The
 * network stays the caller's.
 * @throws FileError of `@unet/files`, with the path in front, if it cannot be written; TypeError for a network that was disposed or handed
 * over to a training state
 * @example
 * await writeUNet('cells.safetensors', unet);
 */
export async function writeUNet(path: string, unet: UNet | BorrowedUNet): Promise<void> {
  await writeFileAtomic(path, await encodeUNet(unet));
}
