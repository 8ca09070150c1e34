import { parse } from 'node:path';
import { placeError } from '@unet/files';
import type { RawImage } from '@unet/image-io/arrays';
import { pageName } from '@unet/image-io/internal';

/** Reads each page of a file; the errors of reading name it. */
export function placedPages<Result>(
  file: string,
  pages: readonly RawImage[],
  read: (name: string, page: RawImage) => Result,
): Result[] {
  return pages.map((page, index) => {
    try {
      return read(pageName(parse(file).name, index, pages.length), page);
    } catch (error) {
      throw placeError(error, { file });
    }
  });
}
