import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunFolder } from './run-folder.ts';

/** The temporary names of @unet/files. (The folder of checkpoints clears up after itself.) */
const LEFTOVER = /\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/;

/** Deletes what a killed process left of the files that it was writing. */
export async function removeLeftovers(folder: RunFolder): Promise<void> {
  for (const directory of [folder.path, folder.figures]) {
    // A run that was killed early has no figures yet.
    const names = await readdir(directory).catch(() => []);
    const leftovers = names.filter((name) => LEFTOVER.test(name));
    await Promise.all(leftovers.map((name) => rm(join(directory, name), { force: true })));
  }
}
