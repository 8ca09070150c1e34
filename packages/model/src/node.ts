import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
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
    throw new ModelFileError(`${path}: cannot be read (${codeOf(cause)})`, { cause });
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
 * @throws ModelFileError with the path in front if it cannot be written
 * @example
 * await writeUNet('cells.safetensors', unet);
 */
export async function writeUNet(path: string, unet: UNet): Promise<void> {
  const bytes = await saveUNet(unet);
  try {
    await writeFileAtomic(path, Buffer.from(bytes.buffer));
  } catch (cause) {
    throw new ModelFileError(`${path}: cannot be written (${codeOf(cause)})`, { cause });
  }
}

function codeOf(cause: unknown): string {
  return (cause as NodeJS.ErrnoException).code ?? String(cause);
}
