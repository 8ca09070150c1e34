import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importedPackages } from './imports.ts';

// turbo runs the tests of a workspace again when one of its inputs changes, or the build of one that it depends on. What tests import
// beyond that would change unseen: a result from the cache would be wrong.

interface Manifest {
  readonly name: string;
  readonly scripts?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const tasks: Record<string, { dependsOn: string[]; inputs: string[] }> = readJson('turbo.json').tasks;

const workspaces = ['packages', 'examples', 'internal']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
  .filter((folder) => existsSync(join(root, folder, 'package.json')))
  .map((folder) => ({ folder, manifest: readJson(`${folder}/package.json`) as Manifest }));
const manifests = new Map(workspaces.map(({ manifest }) => [manifest.name, manifest]));

/** What the build of a workspace depends on, itself included. */
function builtBefore(name: string, found = new Set<string>()): Set<string> {
  const manifest = manifests.get(name);
  if (manifest === undefined || found.has(name)) return found;
  found.add(name);
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies };
  for (const other of Object.keys(all)) builtBefore(other, found);
  return found;
}

const tested = workspaces.filter(({ manifest }) => manifest.scripts?.test !== undefined);

test('each folder with tests has a script for them', () => {
  const withTests = workspaces.filter(({ folder }) => existsSync(join(root, folder, 'test')));
  expect(tested.map(({ folder }) => folder)).toEqual(withTests.map(({ folder }) => folder));
});

describe.each(tested.map(({ folder, manifest }) => ({ folder, name: manifest.name })))(
  '$folder',
  ({ folder, name }) => {
    const { dependsOn, inputs } = tasks[`${name}#test`] ?? tasks.test!;

    test('turbo knows of every workspace that its tests import', () => {
      const known = new Set(
        dependsOn.flatMap((task) => [...builtBefore(task === 'build' ? name : task.replace('#build', ''))]),
      );
      const imported = [...importedPackages(join(root, folder, 'test'))].filter((other) => manifests.has(other));
      expect(imported.filter((other) => !known.has(other))).toEqual([]);
    });

    test('turbo knows of every file of other workspaces that its tests import', () => {
      const globs = [
        'tsconfig.base.json',
        'vitest.config.ts',
        'internal/chromium/*.mjs',
        'internal/*/{src,setup}/*.ts',
      ];
      const own = inputs.filter((input) => input.startsWith('$TURBO_ROOT$/')).map((input) => input.slice(13));
      expect(filesBeyond(folder).filter((path) => ![...globs, ...own].some((glob) => matchesGlob(path, glob)))).toEqual(
        [],
      );
    });
  },
);

/** Paths, from the root, of the modules outside of a workspace that its tests import. */
function filesBeyond(folder: string): string[] {
  const test = join(root, folder, 'test');
  const modules = readdirSync(test, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|mjs)$/.test(file));
  return modules.flatMap((module) => {
    const path = join(test, module);
    return [...readFileSync(path, 'utf8').matchAll(/from '(\.\.\/[^']+)'/g)]
      .map((match) => relative(root, resolve(dirname(path), match[1]!)).replaceAll('\\', '/'))
      .filter((target) => !target.startsWith(`${folder}/`));
  });
}
