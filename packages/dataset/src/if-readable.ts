import { FileError } from '@unet/files';

/** What `read` gives, or undefined where it finds that something is wrong with a file. */
export function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
