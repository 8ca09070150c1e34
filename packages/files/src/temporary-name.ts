import { randomUUID } from 'node:crypto';
import { readdir, realpath, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The name under which a file is written before it is renamed to `path`. */
export function temporaryName(path: string): string {
  return `${path}.${randomUUID()}.tmp`;
}

/**
 * The file that a temporary one was to become: what a killed process leaves of `writeFileAtomic`. Undefined for any other name.
 * @example
 * temporaryTarget('weights.bin.1b4e28ba-2fa1-41d2-883f-0016d3cca427.tmp'); // 'weights.bin'
 */
export function temporaryTarget(name: string): string | undefined {
  return /^(.+)\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/s.exec(name)?.[1];
}

/**
 * Removes what killed processes left of a file that they were writing. For who knows that nobody writes the file now. Never throws: where
 * something cannot be removed it stays.
 * @example
 * await removeLeftovers('large.tif'); // large.tif.1b4e28ba-2fa1-41d2-883f-0016d3cca427.tmp
 */
export async function removeLeftovers(path: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const names = await readdir(dirname(target)).catch(() => []);
  const leftovers = names.filter((name) => temporaryTarget(name) === basename(target));
  for (const name of leftovers) await rm(join(dirname(target), name), { force: true }).catch(() => {});
}
