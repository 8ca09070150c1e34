import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { ModelFileError } from './model-file-error.ts';
import { loadUNet, saveUNet } from './save.ts';
import type { UNet } from './unet.ts';

/**
 * Reads a network from a file.
 * @returns a network that the caller owns
 * @throws ModelFileError as `loadUNet` does, with the path in front
 */
export async function readUNet(path: string): Promise<UNet> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new ModelFileError(`${path}: cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
  try {
    return await loadUNet(bytes);
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    throw new ModelFileError(`${path}: ${error.message}`, { tensor: error.tensor, cause: error });
  }
}

/** Writes a network to a file: to a temporary name first, then renamed, so that the path never holds half a file. */
export async function writeUNet(path: string, unet: UNet): Promise<void> {
  await writeFileAtomic(path, Buffer.from((await saveUNet(unet)).buffer));
}
