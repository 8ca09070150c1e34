import { readFile } from 'node:fs/promises';
import { decodeFile } from '../decode-pages.ts';
import type { RawImage } from '../raw-image.ts';
import { attempt } from './image-files.ts';

/** Reads and decodes all pages of one file; every error names it. */
export async function readPages(file: string, maxPixels: number): Promise<RawImage[]> {
  const bytes = await attempt(file, () => readFile(file));
  return attempt(file, () => decodeFile(bytes, maxPixels));
}
