import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runFolder } from '../run-folder/run-folder.ts';

/** A folder that holds a run. */
export interface FoundRun {
  readonly path: string;
  /** What it is called on the page. */
  readonly name: string;
}

/** Folders of runs within a folder, and of the folds of a cross-validation within those. */
const DEPTH = 2;

/**
 * The runs that paths stand for: a folder with a `config.json` for itself, any other for the runs in it, in natural order. What comes later is
 * found by the next call.
 */
export async function findRuns(paths: readonly string[]): Promise<FoundRun[]> {
  const lists = await Promise.all(paths.map((path) => runsIn(path, DEPTH)));
  const byPath = new Map(lists.flat().map((path) => [path, { path, name: path }]));
  return [...byPath.values()];
}

async function runsIn(path: string, depth: number): Promise<string[]> {
  if (await isThere(runFolder(path).config)) return [path];
  if (depth === 0) return [];
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  names.sort(new Intl.Collator('en', { numeric: true }).compare);
  const lists = await Promise.all(names.map((name) => runsIn(join(path, name), depth - 1)));
  return lists.flat();
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
