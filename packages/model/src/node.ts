import { readFile } from 'node:fs/promises';
import { systemReason, writeFileAtomic } from '@unet/files';
import { ModelFileError } from './model-file-error.ts';
import { loadUNet, saveUNet } from './save.ts';
import type { UNet } from './unet.ts';

/**
 * Reads a network from a file.
 * @returns a network that the caller owns
 * @throws ModelFileError as `loadUNet` does, with the path in front
 * @example
 * const unet = await readUNet('cells.safetensors');
 */
export async function readUNet(path: string): Promise<UNet> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new ModelFileError(`${path}: ${systemReason(cause) ?? String(cause)}`, { cause });
  }
  try {
    return await loadUNet(bytes);
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    throw new ModelFileError(`${path}: ${error.message}`, { tensor: error.tensor, cause: error });
  }
}

/**
 * Writes a network to a file, to a temporary name beside it that is then renamed: the path never holds half a file. The
 * network stays the caller's.
 * @throws FileError of `@unet/files`, with the path in front, if it cannot be written
 * @example
 * await writeUNet('cells.safetensors', unet);
 */
export async function writeUNet(path: string, unet: UNet): Promise<void> {
  await writeFileAtomic(path, await saveUNet(unet));
}
