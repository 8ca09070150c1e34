import { parse } from 'node:path';
import { placeError } from '@unet/files';
import type { RawImage } from '@unet/image-io/arrays';
import { pageName } from '@unet/image-io/internal';

/** What the pages of a file are called. */
export function pageNames(file: string, pages: readonly RawImage[]): string[] {
  return pages.map((_, index) => pageName(parse(file).name, index, pages.length));
}

/** Does what may find a file wrong; the error names it. */
export function placed<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw placeError(error, { file });
  }
}
