import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readChangeset } from '../../release/changesets.mjs';
import { playRelease } from '../../release/play-release.mjs';
import { outcomeTable } from '../../release/table.mjs';

// Two packages, of which the second depends on the first, a registry in memory, and commands that do what they are told to do here, be it
// right or wrong.

const FILES = ['LICENSE', 'README.md', 'package.json', 'dist/index.d.ts', 'dist/index.js'];

interface World {
  copy: string;
  registry: Map<string, string[]>;
  /** What `release:version` writes: files by path; null deletes. */
  versioned: Record<string, string | null>;
  packed: string[];
  /** What `release:publish` adds to the registry. */
  publishes: Record<string, string>;
  tags: string[];
}

let world: World;
let url: string;
const told: string[] = [];

const manifestOf = (name: string, version: string, dependencies = {}) =>
  JSON.stringify({
    name: `@unet/${name}`,
    version,
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    dependencies,
  });
const firstLog = '# @unet/tiling\n\n## 0.1.0\n\n### Minor Changes\n\n- 1234567: Tiles.\n';

function write(path: string, text: string): void {
  mkdirSync(dirname(join(world.copy, path)), { recursive: true });
  writeFileSync(join(world.copy, path), text);
}

beforeEach(async () => {
  const copy = mkdtempSync(join(tmpdir(), 'unet-play-release-'));
  const registry = new Map([['@unet/model', ['0.3.0']]]);
  const server = createServer((request, response) => {
    const versions = registry.get(decodeURIComponent(request.url!.slice(1)));
    if (versions === undefined) return response.writeHead(404).end();
    return response.end(
      JSON.stringify({
        versions: Object.fromEntries(versions.map((version) => [version, {}])),
        'dist-tags': { latest: versions.at(-1) },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  onTestFinished(() => {
    server.close();
    rmSync(copy, { recursive: true, force: true });
  });
  told.length = 0;
  world = {
    copy,
    registry,
    versioned: {
      '.changeset/tiling.md': null,
      'packages/tiling/package.json': manifestOf('tiling', '0.1.0'),
      'packages/tiling/CHANGELOG.md': firstLog,
    },
    packed: FILES,
    publishes: { '@unet/tiling': '0.1.0' },
    tags: ['@unet/tiling@0.1.0'],
  };
  write('.changeset/README.md', 'what this is');
  write('.changeset/tiling.md', '---\n"@unet/tiling": minor\n---\n\nTiles.\n');
  write('packages/tiling/package.json', manifestOf('tiling', '0.0.0'));
  write('packages/model/package.json', manifestOf('model', '0.3.0', { '@unet/tiling': '>=0.0.0' }));
});

const run = async (command: string, args: readonly string[]): Promise<string> => {
  const line = [command, ...args].join(' ');
  if (line === 'npm run --silent release:version') {
    for (const [path, text] of Object.entries(world.versioned)) {
      if (text === null) rmSync(join(world.copy, path));
      else write(path, text);
    }
  }
  if (line.startsWith('npm pack')) {
    const files = world.packed.map((path) => ({ path }));
    return JSON.stringify(['tiling', 'model'].map((name) => ({ name: `@unet/${name}`, files })));
  }
  if (line === 'npm run --silent release:publish') {
    for (const [name, version] of Object.entries(world.publishes)) {
      world.registry.set(name, [...(world.registry.get(name) ?? []), version]);
    }
  }
  return line === 'git tag --list' ? world.tags.join('\n') : '';
};

const play = () => playRelease(world.copy, { run, registry: url, tell: (message) => told.push(message) });

test('gives what was published', async () => {
  expect(await play()).toEqual(new Map([['@unet/tiling', '0.1.0']]));
  expect(told).toEqual([
    'new versions and changelogs: tiling 0.1.0',
    'built',
    'what would be packed is what the manifests promise, and publint and attw find no fault with it',
    'published 1 of 2 packages',
  ]);
});

test('with nothing that waits it publishes what the registry does not have', async () => {
  rmSync(join(world.copy, '.changeset/tiling.md'));
  Object.assign(world, { versioned: {}, publishes: { '@unet/tiling': '0.0.0' }, tags: ['@unet/tiling@0.0.0'] });
  expect(await play()).toEqual(new Map([['@unet/tiling', '0.0.0']]));
});

const wrong: [string, () => unknown, string][] = [
  [
    'a bump that is too small',
    () => Object.assign(world.versioned, { 'packages/tiling/package.json': manifestOf('tiling', '0.0.1') }),
    '@unet/tiling became 0.0.1; by the changesets it must be 0.1.0',
  ],
  [
    'a package that is bumped for nothing',
    () => Object.assign(world.versioned, { 'packages/model/package.json': manifestOf('model', '0.3.1') }),
    '@unet/model became 0.3.1; by the changesets it must be 0.3.0',
  ],
  [
    'a manifest that is changed for nothing',
    () => {
      const manifest = manifestOf('model', '0.3.0', { '@unet/tiling': '^0.1.0' });
      return Object.assign(world.versioned, { 'packages/model/package.json': manifest });
    },
    '@unet/model is not released, but its manifest or changelog was changed',
  ],
  [
    'a changelog that is missing',
    () => delete world.versioned['packages/tiling/CHANGELOG.md'],
    '@unet/tiling has no CHANGELOG.md',
  ],
  [
    'a changelog that says something else',
    () => Object.assign(world.versioned, { 'packages/tiling/CHANGELOG.md': firstLog.replace('Tiles', 'Files') }),
    'CHANGELOG.md of @unet/tiling: 0.1.0 must hold "Tiles."',
  ],
  ['a changeset that stays', () => delete world.versioned['.changeset/tiling.md'], 'changesets are left over'],
  [
    'a file that is left out',
    () => Object.assign(world, { packed: FILES.filter((file) => file !== 'dist/index.js') }),
    '@unet/tiling: exports["."] leads to dist/index.js, which is not packed',
  ],
  [
    'a package that does not arrive',
    () => Object.assign(world, { publishes: {} }),
    'the registry has @unet/tiling not at all; it must have 0.1.0',
  ],
  [
    'a package that is published once more',
    () => Object.assign(world.publishes, { '@unet/model': '0.4.0' }),
    'the registry has @unet/model 0.3.0, 0.4.0; it must have 0.3.0',
  ],
  ['a tag that is missing', () => Object.assign(world, { tags: [] }), 'no tag @unet/tiling@0.1.0'],
];

test.each(wrong)('%s', async (_, make, problem) => {
  make();
  await expect(play()).rejects.toThrow(problem);
});

test('a changeset of this repository', () => {
  const text = readFileSync(new URL('../../../.changeset/README.md', import.meta.url), 'utf8');
  expect(() => readChangeset(text)).toThrow('no changeset, for it has no front matter');
  expect(readChangeset('---\n"@unet/a": patch\n"@unet/b": major\n---\n\nOne line.\n\nAnother.\n')).toEqual({
    bumps: { '@unet/a': 'patch', '@unet/b': 'major' },
    summary: 'One line.\n\nAnother.',
  });
  expect(readChangeset('---\n---\n\nNobody notices.\n')).toEqual({ bumps: {}, summary: 'Nobody notices.' });
});

test('the table of what was tried', () => {
  const outcomes = new Map([
    ['@unet/a', [{ step: 'alone', problem: '', seconds: 12.34 }]],
    [
      '@unet/model',
      [
        { step: 'Vite', problem: 'broken', seconds: 1 },
        { step: 'alone', problem: '', seconds: 2, note: 'Node only' },
      ],
    ],
  ]);
  expect(outcomeTable(outcomes, ['alone', 'Vite'])).toBe(
    [
      'seconds          alone    Vite', //
      '@unet/a           12.3       -',
      '@unet/model  Node only  FAILED',
    ].join('\n'),
  );
});
