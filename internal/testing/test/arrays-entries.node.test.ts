import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadedSpecifiersOf } from './imports.ts';

// Workers prepare data through the arrays entries; one import too many would load TensorFlow.js, and its global engine, into each.

const packages = fileURLToPath(new URL('../../../packages', import.meta.url));
const entries = readdirSync(packages).filter((name) => existsSync(join(packages, name, 'src', 'arrays.ts')));

/** The way from a source file to TensorFlow.js, over files and sibling packages; undefined if there is none. */
function wayToTensorflow(file: string, seen = new Set<string>()): string[] | undefined {
  if (seen.has(file)) return undefined;
  seen.add(file);
  const name = file.slice(packages.length + 1);
  for (const specifier of loadedSpecifiersOf(readFileSync(file, 'utf8'))) {
    if (specifier.startsWith('@tensorflow/')) return [name, specifier];
    const next = sourceOf(specifier, file);
    const way = next === undefined ? undefined : wayToTensorflow(next, seen);
    if (way !== undefined) return [name, ...way];
  }
  return undefined;
}

function sourceOf(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith('.')) return specifier.endsWith('.ts') ? join(dirname(importer), specifier) : undefined;
  const sibling = /^@unet\/([^/]+)(?:\/(.+))?$/.exec(specifier);
  return sibling === null ? undefined : join(packages, sibling[1]!, 'src', `${sibling[2] ?? 'index'}.ts`);
}

test('the walk reaches TensorFlow.js over a sibling where there is a way', () => {
  expect(wayToTensorflow(join(packages, 'tensor', 'src', 'index.ts'))).toBeDefined();
});

test('what is imported for its types alone is not loaded', () => {
  expect(
    loadedSpecifiersOf(
      "import type { A,\n  B } from 'types';\nexport type { C } from 'more';\nimport { d } from 'value';\n",
    ),
  ).toEqual(['value']);
});

test.each(entries)('@unet/%s/arrays does not reach TensorFlow.js', (name) => {
  expect(
    wayToTensorflow(join(packages, name, 'src', 'arrays.ts'))?.join(' -> '),
    'import siblings from @unet/<sibling>/arrays, and keep tensor code out of these files',
  ).toBeUndefined();
});
