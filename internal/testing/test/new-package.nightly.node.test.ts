import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

// In a copy of the repository, since the script writes into the one in which it lies.

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'unet-new-package-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const PARTS = [
  '.changeset',
  '.gitignore',
  'internal',
  'LICENSE',
  'README.md',
  'biome.json',
  'package.json',
  'vitest.config.ts',
];
/** What is copied of each package and example, as far as it has it. */
const OF_WORKSPACE = ['package.json', 'tsconfig.json', 'LICENSE', 'src', 'assembly', 'scripts'];
for (const part of [...PARTS, ...readdirSync(repository).filter((name) => /^tsconfig.*\.json$/.test(name))]) {
  copyPart(part);
}
for (const folder of ['packages', 'examples']) {
  for (const name of readdirSync(join(repository, folder))) {
    for (const part of OF_WORKSPACE) copyPart(join(folder, name, part));
  }
}
symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'), 'junction');

function copyPart(path: string): void {
  const isSource = (from: string) => !['node_modules', 'dist'].includes(basename(from));
  if (!existsSync(join(repository, path))) return;
  cpSync(join(repository, path), join(copy, path), { recursive: true, filter: isSource });
}

/** Runs a program in the copy; a failure shows what it printed. */
function run(script: string, ...args: string[]): Promise<string> {
  const env = {
    NO_COLOR: '1',
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))),
  };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, ...args], { cwd: copy, env }, (error, output, errors) => {
      if (error) reject(new Error(`${script} ${args.join(' ')}:\n${output}${errors}`));
      else resolve(output + errors);
    });
  });
}

const script = join(copy, 'internal/scripts/new-package.mjs');
const bin = (path: string) => join(repository, 'node_modules', path);
const read = (path: string) => readFileSync(join(copy, path), 'utf8');

test.each([
  [['Grey-Levels', 'Inverts the grey values of images'], 'the name must be in lower case with hyphens'],
  [[], 'the name must be in lower case with hyphens'],
  [['grey-levels', 'Too short'], 'the description must be a phrase'],
  [['grey-levels', 'Inverts the grey values of images.'], 'without a full stop'],
  [['tiling', 'Inverts the grey values of images'], 'packages/tiling is there already'],
])('refuses %j', async (args, message) => {
  await expect(run(script, ...args)).rejects.toThrow(message);
});

test('a new package passes what the repository asks of packages, its own tests, the compiler and biome', async () => {
  expect(await run(script, 'grey-levels', 'Inverts the grey values of images')).toContain(
    'packages/grey-levels is there',
  );
  await run(
    bin('@biomejs/biome/bin/biome'),
    'ci',
    '--colors=off',
    '--vcs-enabled=false',
    'packages/grey-levels',
    'tsconfig.json',
    'internal/policy',
  );
  await run(bin('typescript/bin/tsc'), '--build', 'packages/grey-levels');
  const report = await run(
    bin('vitest/vitest.mjs'),
    ...['run', '--project', 'plain', '--project', 'node', '--project', 'simd', '--reporter=verbose'],
    ...['manifests', 'arrays-entries', 'readmes', 'packages/grey-levels'],
  );
  expect(report).toMatch(/packages\/grey-levels > package\.json is like that of its siblings/);
  expect(report).toMatch(/the graph in the root's README is that of the packages/);
  expect(report).toMatch(/grey-levels\/test\/grey-levels\.test\.ts > inverts grey values/);
  expect(report).toMatch(
    /grey-levels\.tensor\.test\.ts > gives what the array function gives, reads nothing and leaks nothing/,
  );
  expect(report).not.toMatch(/failed/i);

  expect(read('README.md')).toContain(
    '| [`grey-levels`](packages/grey-levels) | inverts the grey values of images |\n',
  );
  expect(read('.changeset/grey-levels.md')).toBe(
    '---\n"@unet/grey-levels": minor\n---\n\nInverts the grey values of images.\n',
  );
  expect(Object.keys(JSON.parse(read('internal/policy/size-limits.json')).limits)).toContain(
    '@unet/grey-levels/arrays',
  );
});
