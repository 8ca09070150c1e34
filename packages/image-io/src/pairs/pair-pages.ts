import { FileError } from '@unet/files';
import type { RawImage } from '../raw-image.ts';
import type { FilePair } from './pair-by-stem.ts';

/** A page of an image file and the page of the label file that belongs to it. */
export interface PagePair {
  /** The stem, and of several pages `stem-00`, `stem-01`, ..., which sorts by page. */
  readonly name: string;
  readonly image: RawImage;
  readonly label: RawImage;
}

/**
 * Pairs the pages of two files by number.
 * @param pair its stem names the pages, its paths are for messages
 * @throws FileError that names the label file if the numbers of pages differ
 * @example
 * const pages = pairPages(pair, decodePages(imageBytes), decodePages(labelBytes));
 */
export function pairPages(pair: FilePair, images: readonly RawImage[], labels: readonly RawImage[]): PagePair[] {
  if (labels.length !== images.length) {
    const difference = `has ${labels.length} pages, but ${pair.image} has ${images.length}`;
    throw new FileError(difference, { file: pair.label });
  }
  return images.map((image, page) => ({
    name: pageName(pair.stem, page, images.length),
    image,
    label: labels[page]!,
  }));
}

/** What a page is called: `stem`, or of several pages `stem-00`, `stem-01`, ..., which sorts by page. */
export function pageName(stem: string, page: number, pages: number): string {
  return pages === 1 ? stem : `${stem}-${String(page).padStart(String(pages - 1).length, '0')}`;
}
