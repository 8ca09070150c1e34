import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { changelogProblems } from '../../release/changelog-problems.mjs';
import { cleanEnvironment, npmrc } from '../../release/environment.mjs';
import { packedProblems } from '../../release/packed-problems.mjs';
import { peerProblems } from '../../scripts/peer-problems.mjs';

describe('changelogProblems', () => {
  const first = '# @unet/elastic\n\n## 0.1.0\n\n### Minor Changes\n\n- 1a2b3c4: Bends images.\n';
  const second = first.replace('\n## ', '\n## 0.1.1\n\n### Patch Changes\n\n- 5d6e7f8: Faster.\n  Much.\n\n## ');
  const dependent =
    '# @unet/augment\n\n## 0.3.1\n\n### Patch Changes\n\n- Updated dependencies\n  - @unet/elastic@0.2.0\n';
  const release = { name: '@unet/elastic', version: '0.1.0', summaries: ['Bends images.'] };

  test('nothing is wrong with a first one, with one that goes on, and with that of a dependent', () => {
    expect(changelogProblems(first, release)).toEqual([]);
    const next = { ...release, version: '0.1.1', summaries: ['Faster.\nMuch.'], before: first };
    expect(changelogProblems(second, next)).toEqual([]);
    expect(changelogProblems(dependent, { name: '@unet/augment', version: '0.3.1', summaries: [] })).toEqual([]);
  });

  test.each([
    [first.replace('elastic', 'tiling'), 'must begin with "# @unet/elastic"'],
    [second, 'the first section must be 0.1.0'],
    [`${first}\n## 0.1.0\n`, 'has two sections 0.1.0'],
    [first.replace('Bends', 'Warps'), '0.1.0 must hold "Bends images."'],
  ])('%j', (changelog, problem) => {
    expect(changelogProblems(changelog, release)).toContain(problem);
  });

  test('a summary in an older section, a reason that is missing, and history that was rewritten', () => {
    const next = { ...release, version: '0.1.1', before: first };
    expect(changelogProblems(second, next)).toEqual(['0.1.1 must hold "Bends images."']);
    expect(changelogProblems(second, { ...next, summaries: [] })).toEqual([
      '0.1.1 must say which dependencies it was released for',
    ]);
    expect(changelogProblems(second.replace('1a2b3c4', '9999999'), { ...next, summaries: ['Faster.'] })).toEqual([
      'older sections must stay as they are',
    ]);
  });
});

describe('packedProblems', () => {
  const manifest = {
    name: '@unet/tiling',
    exports: {
      '.': { types: './dist/index.d.ts', browser: './dist/browser.js', default: './dist/index.js' },
      './package.json': './package.json',
    },
    dependencies: { '@unet/tensor': '^0.1.0' },
    peerDependencies: { '@tensorflow/tfjs-core': '^4.22.0' },
  };
  const files = ['LICENSE', 'README.md', 'package.json', 'dist/browser.js', 'dist/index.d.ts', 'dist/index.js'];

  test('nothing is wrong with what is compiled and its pages', () => {
    expect(packedProblems(manifest, [...files, 'dist/arrays/deep.js'])).toEqual([]);
  });

  test.each([
    ['dist/index.js', 'exports["."] leads to dist/index.js, which is not packed'],
    ['dist/browser.js', 'exports["."] leads to dist/browser.js, which is not packed'],
    ['dist/index.d.ts', 'exports["."] leads to dist/index.d.ts, which is not packed'],
    ['LICENSE', 'LICENSE is not packed'],
    ['README.md', 'README.md is not packed'],
  ])('%s is left out', (file, problem) => {
    expect(
      packedProblems(
        manifest,
        files.filter((one) => one !== file),
      ),
    ).toEqual([problem]);
  });

  test.each(['src/index.ts', 'dist/index.ts', 'tsconfig.tsbuildinfo', 'test/x.js', '.env'])(
    '%s is too much',
    (file) => {
      expect(packedProblems(manifest, [...files, file])).toEqual([`${file} is packed and should not be`]);
    },
  );

  test.each(['*', '', 'file:../tensor', 'workspace:^', 'git+https://example.org/x', 'https://example.org/x.tgz'])(
    'the range "%s" is of use to us alone',
    (range) => {
      const local = { ...manifest, dependencies: { '@unet/tensor': range } };
      expect(packedProblems(local, files)).toEqual([
        `@unet/tensor is wanted as "${range}", which means nothing to users`,
      ]);
    },
  );
});

describe('peerProblems', () => {
  const core = { '@tensorflow/tfjs-core': '^4.22.0' };
  const installed = {
    'node_modules/@unet/tiling': { version: '0.1.0', peerDependencies: core },
    'node_modules/@tensorflow/tfjs-core': { version: '4.22.0' },
    'node_modules/long': {},
  };

  test('a peer that is installed and named is fine, and so is an optional one that is not there', () => {
    const backends = {
      peerDependencies: { ...core, webgpu: '*' },
      peerDependenciesMeta: { webgpu: { optional: true } },
    };
    const all = { ...installed, 'node_modules/@unet/backends': backends };
    expect(peerProblems(all, ['@unet/tiling', '@tensorflow/tfjs-core'])).toEqual([]);
  });

  test('a peer that no README names, and one that is not there', () => {
    expect(peerProblems(installed, ['@unet/tiling'])).toEqual([
      "@unet/tiling wants its peer @tensorflow/tfjs-core, which the README's install line does not name",
    ]);
    const { 'node_modules/@tensorflow/tfjs-core': _, ...without } = installed;
    expect(peerProblems(without, ['@unet/tiling', '@tensorflow/tfjs-core'])).toEqual([
      '@unet/tiling wants its peer @tensorflow/tfjs-core, which is not installed',
    ]);
  });

  test('peers of other packages need no name, and are found beside or above, not below', () => {
    const nested = { 'node_modules/a/node_modules/b': { peerDependencies: { c: '*' } } };
    expect(peerProblems({ ...nested, 'node_modules/c': {} }, [])).toEqual([]);
    expect(peerProblems({ ...nested, 'node_modules/a/node_modules/c': {} }, [])).toEqual([]);
    expect(peerProblems({ ...nested, 'node_modules/a/node_modules/b/node_modules/c': {} }, [])).toEqual([
      'b wants its peer c, which is not installed',
    ]);
  });
});

describe('the environment of a rehearsal', () => {
  const registry = 'http://127.0.0.1:4873/';

  test('npmrc sends @unet to the rehearsal, the rest where the user goes, through the same proxy and without tokens', () => {
    const settings = {
      registry: 'https://npm.example.org/',
      '//npm.example.org/:_authToken': 'secret',
      proxy: null,
      'https-proxy': 'http://proxy:3128/',
      noproxy: ['localhost', '127.0.0.1'],
      cafile: '/etc/ca.pem',
      'strict-ssl': true,
      email: 'me@example.org',
    };
    expect(npmrc(settings, { registry, cache: '/tmp/cache' }).split('\n')).toEqual([
      'registry=https://npm.example.org/',
      '@unet:registry=http://127.0.0.1:4873/',
      '//127.0.0.1:4873/:_authToken=rehearsal',
      'cache=/tmp/cache',
      'https-proxy=http://proxy:3128/',
      'noproxy[]=localhost',
      'noproxy[]=127.0.0.1',
      'cafile=/etc/ca.pem',
      'strict-ssl=true',
      '',
    ]);
  });

  test('tokens, settings of npm and of git do not pass', () => {
    const folder = mkdtempSync(join(tmpdir(), 'unet-environment-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const user = {
      PATH: '/bin',
      HOME: '/home/me',
      NPM_TOKEN: 'secret',
      NODE_AUTH_TOKEN: 'secret',
      npm_config_registry: 'https://npm.example.org/',
      NPM_CONFIG_USERCONFIG: '/home/me/.npmrc',
      'npm_config_//npm.example.org/:_authToken': 'secret',
      npm_package_name: 'unet',
      GITHUB_TOKEN: 'secret',
      GIT_DIR: '/elsewhere',
      NODE_OPTIONS: '--inspect',
    };
    const environment = cleanEnvironment(user, folder, 'registry=x\n');
    expect(JSON.stringify(environment)).not.toMatch(/secret|example\.org|inspect|elsewhere|\/home\/me\/\.npmrc/);
    expect(environment).toMatchObject({ PATH: '/bin', HOME: '/home/me', CI: 'true' });
    expect(readFileSync(environment.NPM_CONFIG_USERCONFIG!, 'utf8')).toBe('registry=x\n');
  });
});
