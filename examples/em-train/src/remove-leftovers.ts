import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryTarget } from '@unet/files/node';
import type { RunFolder } from './run-folder.ts';

/** Deletes what a killed process left of the files that it was writing. (The folder of checkpoints clears up after itself.) */
export async function removeLeftovers(folder: RunFolder): Promise<void> {
  for (const directory of [folder.path, folder.figures]) {
    // A run that was killed early has no figures yet.
    const names = await readdir(directory).catch(() => []);
    const leftovers = names.filter((name) => temporaryTarget(name) !== undefined);
    await Promise.all(leftovers.map((name) => rm(join(directory, name), { force: true })));
  }
}
