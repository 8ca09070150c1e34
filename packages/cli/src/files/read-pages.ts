import { readFile } from 'node:fs/promises';
import { placeError } from '@unet/files';
import { decodePages, type RawImage } from '@unet/image-io/arrays';

/**
 * The pages of an image file, with their numbers as they are stored.
 * @throws FileError that names the file
 */
export async function readPages(file: string): Promise<RawImage[]> {
  try {
    return decodePages(await readFile(file));
  } catch (error) {
    throw placeError(error, { file });
  }
}
