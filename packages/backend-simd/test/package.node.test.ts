import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
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
  const sources = readdirSync(`${folder}/src`, { encoding: 'utf8', recursive: true }).filter((name) =>
    name.endsWith('.ts'),
  );
  const modules = sources.map((name) => `dist/${name.replaceAll('\\', '/').replace(/\.ts$/, '.js')}`);
  expect(paths.filter((path) => path.endsWith('.js')).sort()).toEqual(modules.sort());
  expect(packed!.size).toBeLessThan(150_000);
});
