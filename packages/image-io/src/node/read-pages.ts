import { readFile } from 'node:fs/promises';
import { decodeImages } from '../decode-images.ts';
import type { DecodeOptions } from '../decode-limits.ts';
import type { RawImage } from '../raw-image.ts';
import { attempt } from './image-files.ts';

/** Reads and decodes all pages of one file; every error names it. */
export async function readPages(file: string, options: DecodeOptions): Promise<RawImage[]> {
  const bytes = await attempt(file, () => readFile(file));
  return attempt(file, () => decodeImages(bytes, options));
}
