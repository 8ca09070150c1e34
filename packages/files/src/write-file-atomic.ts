import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { placeError } from './file-error.ts';
import { temporaryName } from './temporary-name.ts';

/**
 * Writes a file whole or not at all: into a temporary file beside it, which is flushed to the disk and then renamed. Readers of
 * `path` see the old bytes or the new ones. On failure (a full disk, say) the temporary file is removed and the old file
 * stays; after a power cut or a killed process a file `path.<uuid>.tmp` may be left. Parent folders are made. A
 * symbolic link stays one, and an old file's permissions are kept.
 * @throws FileError that names the path; TypeError unless `path` is a string and `bytes` a Uint8Array
 * @example
 * await writeFileAtomic('results/weights.bin', bytes);
 */
export async function writeFileAtomic(path: string, bytes: Uint8Array): Promise<void> {
  if (typeof path !== 'string') throw new TypeError(`writeFileAtomic: path must be a string, got ${typeof path}`);
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`writeFileAtomic: bytes must be a Uint8Array, got ${typeof bytes}`);
  }
  try {
    await makeFolder(dirname(path));
    const target = await realpath(path).catch(() => path);
    const mode = await stat(target).then(
      (found) => found.mode & 0o7777,
      () => undefined,
    );
    const temporary = temporaryName(target);
    try {
      await writeFlushed(temporary, bytes, mode);
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await flushFolder(dirname(target));
  } catch (error) {
    throw placeError(error, { file: path });
  }
}

/**
 * Makes a folder and those above it. By hand: `mkdir` with `recursive` never returns where a folder that is there answers ENOENT to
 * what is made in it, as those of `/proc` do.
 */
async function makeFolder(path: string): Promise<void> {
  const problem = await makeOne(path);
  if (problem === undefined) return;
  if (problem.code !== 'ENOENT' || dirname(path) === path) throw problem;
  await makeFolder(dirname(path));
  const still = await makeOne(path);
  if (still !== undefined) throw still;
}

/** Makes one folder, or finds it there; returns what went wrong. */
async function makeOne(path: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(path);
  } catch (error) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory() !== true) return error as NodeJS.ErrnoException;
  }
  return undefined;
}

async function writeFlushed(path: string, bytes: Uint8Array, mode: number | undefined): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    // writeFile goes on after a short write, so that a disk that fills up midway is an error and not a shorter file.
    await handle.writeFile(bytes);
    if (mode !== undefined) await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the rename itself durable. Not every system can open folders; the file is whole in any case. */
async function flushFolder(path: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    await handle.sync();
  } catch {
    // See above.
  } finally {
    await handle?.close();
  }
}
