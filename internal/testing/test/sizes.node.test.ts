import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleSize } from '../../scripts/bundle-size.mjs';
import { kilobytes, sizeProblems } from '../../scripts/size-problems.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unet-sizes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A package of one module, as a user has it installed. */
function installPackage(name: string, source: string): void {
  const home = join(folder, 'node_modules', name);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
  writeFileSync(join(home, 'index.js'), source);
}

const letters = (length: number) =>
  Array.from({ length }, (_, index) => String.fromCharCode(97 + (((index * index * 7919) >>> 3) % 26))).join('');

describe('bundleSize', () => {
  installPackage('sibling', `export const sibling = '${letters(3000)}';`);
  installPackage('@peer/core', `export const peer = '${letters(9000)}';`);
  installPackage('one', "export { sibling } from 'sibling'; export { peer } from '@peer/core'; import 'node:fs';");

  test('counts what is imported, and neither peers nor modules of Node.js', async () => {
    const all = await bundleSize('one', { folder });
    const withoutPeer = await bundleSize('one', { folder, external: ['@peer/core'] });
    const alone = await bundleSize('one', { folder, external: ['@peer/core', 'sibling'] });
    expect(all.minified - withoutPeer.minified).toBeGreaterThan(8900);
    expect(withoutPeer.minified - alone.minified).toBeGreaterThan(2900);
    expect(alone.minified).toBeLessThan(150);
  });

  test('a name is external with its subpaths, not with names that begin alike', async () => {
    installPackage('two', "export { sibling } from 'sibling';");
    const { minified } = await bundleSize('two', { folder, external: ['sib'] });
    expect(minified).toBeGreaterThan(3000);
  });

  test('minifies and gzips', async () => {
    const name = 'long'.repeat(100);
    const source = `const ${name} = Math.random();\nexport const three = [${name}, ${name}, '${'ab'.repeat(5000)}'];`;
    installPackage('three', source);
    const { minified, gzipped } = await bundleSize('three', { folder });
    expect(minified).toBeGreaterThan(10_000);
    expect(minified).toBeLessThan(10_150);
    expect(gzipped).toBeLessThan(200);
  });

  test('rejects an import that leads nowhere', async () => {
    installPackage('four', "export { x } from 'not-installed';");
    await expect(bundleSize('four', { folder })).rejects.toThrow('not-installed');
  });
});

describe('sizeProblems', () => {
  test('a size may be the limit and no byte more', () => {
    expect(sizeProblems(new Map([['@unet/a', 2500]]), { '@unet/a': 2.5 })).toEqual([]);
    expect(sizeProblems(new Map([['@unet/a', 2501]]), { '@unet/a': 2.5 })).toEqual([
      '@unet/a measures 2.51 kB, its limit is 2.5 kB',
    ]);
  });

  test('an entry point needs a limit, and a limit its entry point', () => {
    expect(sizeProblems(new Map([['@unet/a', 1000]]), { '@unet/b': 1 })).toEqual([
      '@unet/a has no limit; it measures 1.00 kB',
      '@unet/b has a limit, but there is no such entry point',
    ]);
  });

  test('kilobytes are rounded up', () => {
    expect([0, 1, 10, 2500, 2501].map(kilobytes)).toEqual(['0.00', '0.01', '0.01', '2.50', '2.51']);
  });
});

test('elastic, tiling and weight-map promise to stay under 10 kB', () => {
  const { limits } = JSON.parse(readFileSync(new URL('../../policy/size-limits.json', import.meta.url), 'utf8'));
  for (const name of ['elastic', 'tiling', 'weight-map']) {
    for (const entry of [`@unet/${name}`, `@unet/${name}/arrays`]) expect(limits[entry], entry).toBeLessThan(10);
  }
});
