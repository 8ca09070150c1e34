import { FileError, systemReason } from '@unet/files';
import { ImageError, placeError, reasonOf } from '../image-error.ts';

/** What went wrong with `file`, in one line that names it; system errors come in words. */
export function fileError(file: string, error: unknown): ImageError {
  if (error instanceof ImageError) return placeError(error, { file });
  // A file that could not be written: its path is said once, by this error.
  const cause = error instanceof FileError ? error.cause : error;
  return new ImageError(systemReason(cause) ?? reasonOf(cause), { file, cause });
}
