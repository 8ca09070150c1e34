import { FileError, placeError } from '@unet/files';
import type { LabelArray } from '@unet/tensor/arrays';
import type { RawImage } from './raw-image.ts';
import { labelsOfPages, type ToLabelOptions } from './to-label-array.ts';

/** A page and the file that it is from. */
export interface PageOfFile {
  readonly page: RawImage;
  readonly file: string;
}

/**
 * Reads labels of several files, of which all together tell what their values mean.
 * @throws FileError that names the first file that cannot be read by itself; where each can be, they do not go together, and none is named
 */
export function labelsOfFiles(labels: readonly PageOfFile[], options: ToLabelOptions): LabelArray[] {
  try {
    return labelsOfPages(
      labels.map(({ page }) => page),
      options,
    );
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    for (const file of new Set(labels.map((label) => label.file))) {
      try {
        // All its pages: one by itself may lack a class that the others have.
        labelsOfPages(
          labels.filter((label) => label.file === file).map(({ page }) => page),
          options,
        );
      } catch (own) {
        throw placeError(own, { file });
      }
    }
    throw error;
  }
}
