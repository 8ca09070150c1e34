import { stat } from 'node:fs/promises';
import { placeOf } from './place-of.ts';

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
  const place = await placeOf(path);
  const found = await stat(path).catch(() => undefined);
  // Some file systems number no files.
  return found === undefined || found.ino === 0 ? [place] : [place, `${found.dev}:${found.ino}`];
}
