import { FileError, systemReason } from '@unet/files';

/** An error of the file system as a line that names the file; other errors as they are. */
export function nameFile(path: string, error: unknown): unknown {
  return systemReason(error) === undefined ? error : new FileError(path, error);
}
