import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { buildPackage } from './support/run-program.ts';

beforeAll(buildPackage);

test('what is published has both modules and stays below 150 kB', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const printed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error', folder], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [packed] = Object.values(JSON.parse(printed)) as { size: number; files: { path: string }[] }[];
  const paths = packed!.files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['README.md', 'dist/generated/plain.js', 'dist/generated/relaxed.js']));
  expect(paths.filter((path) => !/^(dist\/|README\.md$|package\.json$|LICENSE$)/.test(path))).toEqual([]);
  expect(packed!.size).toBeLessThan(150_000);
});
