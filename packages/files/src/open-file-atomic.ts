import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { placeError } from './file-error.ts';
import { flushFolder, makeFolder } from './folders.ts';
import { temporaryName } from './temporary-name.ts';

/** A file that is written piece by piece and is there when it is whole. */
export interface AtomicFile {
  /**
   * Writes bytes at a place, in any order; what is between two pieces is zeros.
   * @param position byte from 0
   * @throws FileError that names the path, as for a full disk
   */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /**
   * Flushes the file to the disk and gives it its name. Ends it.
   * @throws FileError that names the path; the temporary file is removed then
   */
  commit(): Promise<void>;
  /** Removes what was written, unless it was committed. The old file stays. Never throws. */
  abandon(): Promise<void>;
}

/**
 * Opens a file to be written whole or not at all, piece by piece: into a temporary file beside it, which `commit` flushes to the disk and
 * renames. Readers of `path` see the old bytes or the new ones. After a power cut or a killed process a file `path.<uuid>.tmp` may be left.
 * Parent folders are made. A symbolic link stays one, and an old file's permissions are kept. {@link writeFileAtomic} does it for bytes that
 * are there already.
 * @throws FileError that names the path; TypeError unless `path` is a string
 * @example
 * const file = await openFileAtomic('large.tif');
 * try {
 *   await file.write(bytes, 0);
 *   await file.commit();
 * } finally {
 *   await file.abandon();
 * }
 */
export async function openFileAtomic(path: string): Promise<AtomicFile> {
  if (typeof path !== 'string') throw new TypeError(`openFileAtomic: path must be a string, got ${typeof path}`);
  const named = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw placeError(error, { file: path });
    }
  };
  return named(async () => {
    await makeFolder(dirname(path));
    const target = await realpath(path).catch(() => path);
    const mode = await stat(target).then(
      (found) => found.mode & 0o7777,
      () => undefined,
    );
    const temporary = temporaryName(target);
    const handle = await open(temporary, 'wx');
    let isOpen = true;
    const close = async (): Promise<void> => {
      if (!isOpen) return;
      isOpen = false;
      await handle.close();
    };
    const abandon = async (): Promise<void> => {
      if (!isOpen) return;
      await close().catch(() => {});
      await rm(temporary, { force: true }).catch(() => {});
    };
    return {
      write: (bytes, position) => named(() => writeAll(handle, bytes, position)),
      commit: () =>
        named(async () => {
          try {
            if (mode !== undefined) await handle.chmod(mode);
            await handle.sync();
            await close();
            await rename(temporary, target);
          } catch (error) {
            await close().catch(() => {});
            await rm(temporary, { force: true });
            throw error;
          }
          await flushFolder(dirname(target));
        }),
      abandon,
    };
  });
}

/** Goes on after a short write, so that a disk that fills up midway is an error and not a shorter file. */
async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
