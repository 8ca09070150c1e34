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

/** `stem`, or of several pages `stem-00`, `stem-01`, ..., which sorts by page. */
export function pageName(stem: string, page: number, pages: number): string {
  return pages === 1 ? stem : `${stem}-${String(page).padStart(String(pages - 1).length, '0')}`;
}
