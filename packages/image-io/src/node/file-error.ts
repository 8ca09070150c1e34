import { ImageError, placeError, reasonOf } from '../image-error.ts';

const reasons: Record<string, string> = {
  EACCES: 'permission denied',
  EEXIST: 'there is a file where a folder is needed',
  EISDIR: 'is a folder, not a file',
  EMFILE: 'too many open files',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'there is a file where a folder is needed',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
};

/** What went wrong with `file`, in one line that names it; system errors come in words. */
export function fileError(file: string, error: unknown): ImageError {
  if (error instanceof ImageError) return placeError(error, { file });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new ImageError(reasons[code] ?? reasonOf(error), { file, cause: error });
}
