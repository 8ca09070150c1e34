import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The real place of a file, by whatever links it is reached, whether or not it is there yet. */
export async function placeOf(path: string): Promise<string> {
  return realpath(path).catch(async () => join(await realFolder(dirname(path)), basename(path)));
}

/** A folder's real path; of one that is to be made, that of the nearest one that is there. */
async function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(async () => {
    const above = dirname(folder);
    return above === folder ? folder : join(await realFolder(above), basename(folder));
  });
}
