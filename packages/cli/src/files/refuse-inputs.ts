import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Refuses to write onto what is read: an output that is an input, by whatever path, symbolic or hard link.
 * @param inputs paths of files that are there
 * @param outputs paths of files to be
 * @throws Error that names both
 */
export async function refuseInputs(inputs: readonly string[], outputs: readonly string[]): Promise<void> {
  const read = new Map<string, string>();
  for (const input of inputs) for (const key of await keysOf(input)) read.set(key, input);
  for (const output of outputs) {
    const input = (await keysOf(output)).map((key) => read.get(key)).find((found) => found !== undefined);
    if (input === undefined) continue;
    const both = input === output ? 'it is an input' : `it is the input ${input}`;
    throw new Error(`${output}: the output must not replace what is read, ${both}`);
  }
}

/** What a file is known by: its real place, whether or not it is there yet, and its number on the disk if it is. */
async function keysOf(path: string): Promise<string[]> {
  const place = await realpath(path).catch(async () => join(await realPlace(dirname(path)), basename(path)));
  const found = await stat(path).catch(() => undefined);
  // Some file systems number no files.
  return found === undefined || found.ino === 0 ? [place] : [place, `${found.dev}:${found.ino}`];
}

/** A folder's real path; of one that is to be made, that of the nearest one that is there. */
async function realPlace(folder: string): Promise<string> {
  return realpath(folder).catch(async () => {
    const above = dirname(folder);
    return above === folder ? folder : join(await realPlace(above), basename(folder));
  });
}
