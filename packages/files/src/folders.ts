import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. By hand: `mkdir` with `recursive` never returns where a folder that is there answers ENOENT to
 * what is made in it, as those of `/proc` do.
 */
export async function makeFolder(path: string): Promise<void> {
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

/** Makes the rename itself durable. Not every system can open folders; the file is whole in any case. */
export async function flushFolder(path: string): Promise<void> {
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
