import { readdir } from 'node:fs/promises';
import { placeError } from '@unet/files';

/** Folders within folders that are looked into: no convention has more. */
const DEEPEST = 5;

/**
 * The paths of all files in a folder and the folders in it, with `/` between their parts, for `findSlices`. Hidden ones are passed over, and `node_modules`.
 * @throws FileError that names a folder that cannot be read
 * @example
 * findSlices({ together: await listFolder('my-slices') });
 */
export async function listFolder(folder: string, depth: number = DEEPEST): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw placeError(error, { file: folder });
  });
  const above = folder.replaceAll('\\', '/').replace(/\/$/, '');
  const lists = entries
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .map(async (entry) => {
      const path = above === '.' ? entry.name : `${above}/${entry.name}`;
      if (!entry.isDirectory()) return [path];
      return depth > 0 ? listFolder(path, depth - 1) : [];
    });
  return (await Promise.all(lists)).flat();
}
