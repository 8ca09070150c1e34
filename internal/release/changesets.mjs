import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** @typedef {{ bumps: import('./versions.mjs').Changeset, summary: string }} PendingChangeset */

/**
 * The changes that wait for the next release of a repository.
 * @param {string} repository
 * @returns {PendingChangeset[]}
 */
export function pendingChangesets(repository) {
  const folder = join(repository, '.changeset');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => readChangeset(readFileSync(join(folder, name), 'utf8')));
}

/**
 * @param {string} text a file of .changeset/
 * @returns {PendingChangeset}
 * @throws {Error} if it has no front matter
 */
export function readChangeset(text) {
  const [, front, summary = ''] = /^---\r?\n([\s\S]*?)^---\r?\n([\s\S]*)$/m.exec(text) ?? [];
  if (front === undefined) throw new Error(`no changeset, for it has no front matter: ${text.slice(0, 80)}`);
  return { bumps: parse(front) ?? {}, summary: summary.trim() };
}
