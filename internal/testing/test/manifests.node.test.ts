import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import semver from 'semver';
import { describe, expect, test } from 'vitest';
import { importedPackages } from './imports.ts';

// One place says what every package.json under packages/ has in common; each message says what to mend.

interface Manifest {
  name: string;
  version: string;
  description?: string;
  keywords?: string[];
  license?: string;
  repository?: { type: string; url: string; directory: string };
  type?: string;
  sideEffects?: boolean | string[];
  engines?: { node?: string };
  bin?: Record<string, string>;
  exports?: Record<string, string | Record<string, string>>;
  main?: string;
  types?: string;
  typesVersions?: Record<string, Record<string, string[]>>;
  alias?: Record<string, string>;
  files?: string[];
  publishConfig?: { access?: string };
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const readJson = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));
const rootManifest: Manifest = readJson('package.json');
const rootReferences: string[] = readJson('tsconfig.json').references.map((entry: { path: string }) => entry.path);

const folders = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'package.json')),
);
const manifests = new Map<string, Manifest>(folders.map((name) => [name, readJson('packages', name, 'package.json')]));
const siblingRanges = (manifest: Manifest) =>
  Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(([name]) =>
    name.startsWith('@unet/'),
  );
const siblingsOf = (manifest: Manifest) =>
  siblingRanges(manifest)
    .map(([name]) => name.slice('@unet/'.length))
    .sort();

/** Packages of which no part can be had without TensorFlow.js, since they or what they depend on need it; of the others `/arrays` or `/node` can. */
const needTensorflow = ['backend-simd', 'backends', 'dataset', 'model', 'run', 'trainer'];

/** Packages that are backends or start them: they bring those of TensorFlow.js that they build upon, as these do each other. */
const backends = ['backend-simd', 'backends'];

/** A package that is a command, for shells, and nothing to import. It brings the TensorFlow.js that it runs on. */
const isCommand = (folder: string): boolean => manifests.get(folder)!.bin !== undefined;

describe.each(folders)('packages/%s', (folder) => {
  const manifest = manifests.get(folder)!;
  const source = join(root, 'packages', folder, 'src');
  const imports = importedPackages(source);

  test('package.json is like that of its siblings', () => {
    expect(manifest.name, 'name must be @unet/<folder>').toBe(`@unet/${folder}`);
    expect(manifest.description, 'description must be a phrase without a full stop').toMatch(/^[A-Z].{20,}[^.]$/);
    expect(manifest.keywords, 'keywords must hold "u-net"').toContain('u-net');
    expect(manifest.license, 'license must be that of the root').toBe(rootManifest.license);
    expect(manifest.type, 'type must be "module": the packages are ESM only').toBe('module');
    expect(manifest.engines, 'engines must be those of the root').toEqual(rootManifest.engines);
    expect(manifest.files, 'files must be ["dist"]: nothing else is published').toEqual(['dist']);
    expect(manifest.publishConfig, 'publishConfig must be { "access": "public" }').toEqual({ access: 'public' });
    expect(manifest.sideEffects, 'sideEffects must be false, or list the files that have some').toSatisfy(
      (value: unknown) => value === false || Array.isArray(value),
    );
    expect(manifest.repository, 'repository must name the folder').toEqual({
      type: 'git',
      url: 'git+https://github.com/unet-js/unet.git',
      directory: `packages/${folder}`,
    });
    expect(manifest.scripts, 'scripts must hold "build" and "check:package" as the siblings do').toMatchObject({
      build: expect.stringMatching(isCommand(folder) ? /tsc --build/ : /^(node scripts\/[\w-]+\.mjs && )?tsc --build$/),
      'check:package': isCommand(folder) ? 'publint --strict' : 'publint --strict && attw --pack --profile esm-only',
    });
  });

  test('the licence comes with what is published', () => {
    const [own, ofRoot] = [join(root, 'packages', folder, 'LICENSE'), join(root, 'LICENSE')];
    expect(existsSync(own), "LICENSE must be a copy of the root's: npm packs only what lies in the folder").toBe(true);
    expect(readFileSync(own, 'utf8'), "LICENSE must be a copy of the root's").toBe(readFileSync(ofRoot, 'utf8'));
  });

  test.skipIf(isCommand(folder))('every entry point has types before default, both from one source file', () => {
    const { './package.json': own, ...entries } = manifest.exports ?? {};
    expect(own, 'exports must hold "./package.json": "./package.json"').toBe('./package.json');
    expect(Object.keys(entries), 'exports must hold "."').toContain('.');
    for (const [entry, target] of Object.entries(entries)) {
      const stem = entry === '.' ? 'index' : entry.slice('./'.length);
      const conditions = Object.keys(target);
      expect(conditions[0], `exports["${entry}"]: types must come first, else TypeScript takes another`).toBe('types');
      expect(conditions.at(-1), `exports["${entry}"]: default must come last`).toBe('default');
      expect(target, `exports["${entry}"] must lead to dist/${stem}`).toMatchObject({
        types: `./dist/${stem}.d.ts`,
        default: `./dist/${stem}.js`,
      });
      expect(existsSync(join(source, `${stem}.ts`)), `exports["${entry}"] needs src/${stem}.ts`).toBe(true);
    }
  });

  test.skipIf(isCommand(folder))('tools that read no exports find the same entry points', () => {
    const { '.': main, './package.json': _own, ...others } = manifest.exports as Record<string, Record<string, string>>;
    const names = Object.keys(others).map((entry) => entry.slice('./'.length));
    const targets = (condition: string) => names.map((name) => others[`./${name}`]![condition]!);
    expect(manifest.main, 'main, for Parcel, must be what exports has').toBe(main!.default);
    expect(manifest.types, 'types, for TypeScript with moduleResolution node10, must be what exports has').toBe(
      main!.types,
    );
    expect(manifest.typesVersions, 'typesVersions, for the same TypeScript, must lead to every other entry').toEqual(
      names.length === 0
        ? undefined
        : { '*': Object.fromEntries(targets('types').map((path, i) => [names[i], [path]])) },
    );
    // Aliases of other names lead to files of other packages, which Parcel does not find by itself.
    const local = Object.entries(manifest.alias ?? {}).filter(([name]) => /^\.\/(?!dist\/)/.test(name));
    expect(local, 'alias, for Parcel, must lead to every other entry').toEqual(
      targets('default').map((path, i) => [`./${names[i]}`, path]),
    );
  });

  test('what the source imports is declared, and nothing else', () => {
    const dependencies = Object.keys(manifest.dependencies ?? {});
    const declared = [...dependencies, ...Object.keys(manifest.peerDependencies ?? {})];
    for (const name of imports) {
      if (name === manifest.name) continue;
      expect(
        declared,
        `src imports ${name}: add it to dependencies, or to peerDependencies for TensorFlow.js`,
      ).toContain(name);
    }
    for (const name of dependencies.filter((name) => !name.startsWith('@types/'))) {
      expect([...imports], `src does not import ${name}: remove it from dependencies`).toContain(name);
    }
  });

  test.skipIf(!isCommand(folder))(
    'a command is a file that says what runs it, and can be asked for its version',
    () => {
      for (const path of Object.values(manifest.bin!)) {
        const module = join(root, 'packages', folder, path.replace('/dist/', '/src/').replace(/\.js$/, '.ts'));
        expect(readFileSync(module, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
      }
      expect(manifest.exports?.['./package.json']).toBe('./package.json');
      expect(manifest.dependencies?.['@tensorflow/tfjs-core']).toBe(
        rootManifest.devDependencies?.['@tensorflow/tfjs-core'],
      );
    },
  );

  test.skipIf(isCommand(folder))('TensorFlow.js is a peer, for two copies of its engine break each other', () => {
    const own = Object.keys(manifest.dependencies ?? {}).filter(
      (name) =>
        name.startsWith('@tensorflow/') && !(backends.includes(folder) && name.startsWith('@tensorflow/tfjs-backend-')),
    );
    expect(own, 'move these from dependencies to peerDependencies').toEqual([]);
    // A sibling's peer must be passed on: strict installers (Yarn PnP) look no further than the package between.
    const needed =
      imports.has('@tensorflow/tfjs-core') ||
      siblingsOf(manifest).some(
        (name) => manifests.get(name)?.peerDependencies?.['@tensorflow/tfjs-core'] !== undefined,
      );
    expect(
      manifest.peerDependencies?.['@tensorflow/tfjs-core'],
      needed
        ? 'peerDependencies must hold @tensorflow/tfjs-core with the range of the root'
        : 'nothing here needs this peer',
    ).toBe(needed ? rootManifest.devDependencies?.['@tensorflow/tfjs-core'] : undefined);
    expect(
      manifest.peerDependenciesMeta?.['@tensorflow/tfjs-core']?.optional ?? false,
      'the peer @tensorflow/tfjs-core must be optional where a part of the package is of use without it, and only there',
    ).toBe(needed && !needTensorflow.includes(folder));
  });

  test('no backend is chosen for the user', () => {
    const backend = /^@tensorflow\/tfjs(-backend-|-node|$)/;
    const needed = Object.keys(manifest.peerDependencies ?? {}).filter(
      (name) => backend.test(name) && manifest.peerDependenciesMeta?.[name]?.optional !== true,
    );
    expect(needed, 'a backend may only be an optional peer: set peerDependenciesMeta').toEqual([]);
    if (!backends.includes(folder)) {
      expect(
        [...imports].filter((name) => backend.test(name)),
        'only @unet/backends and backends may import a backend',
      ).toEqual([]);
    }
  });

  test('ranges of siblings admit their versions, and the references of tsconfig.json are the same siblings', () => {
    for (const [name, range] of siblingRanges(manifest)) {
      const version = manifests.get(name.slice('@unet/'.length))?.version ?? '';
      expect(semver.satisfies(version, range), `the range of ${name} must admit ${version}, got ${range}`).toBe(true);
      // A version of an optional peer that its caret range does not admit would make every release of the peer a major one here.
      const kind = manifest.peerDependenciesMeta?.[name]?.optional === true ? '>=' : '^';
      expect(range.startsWith(kind), `the range of ${name} must begin with ${kind}, got ${range}`).toBe(true);
    }
    const references: { path: string }[] = readJson('packages', folder, 'tsconfig.json').references ?? [];
    expect(
      // Those to a part of the package itself are compiled with other options.
      references.flatMap(({ path }) => (path.startsWith('../') ? [path] : [])).sort(),
      'references in tsconfig.json must be ../<sibling> for every @unet dependency',
    ).toEqual(siblingsOf(manifest).map((sibling) => `../${sibling}`));
    expect(rootReferences, `references in the root tsconfig.json must hold packages/${folder}`).toContain(
      `packages/${folder}`,
    );
  });
});

test('the packages depend on each other without a circle', () => {
  const left = new Map([...manifests].map(([name, manifest]) => [name, siblingsOf(manifest)]));
  let leaves: string[];
  do {
    leaves = [...left].filter(([, siblings]) => siblings.every((one) => !left.has(one))).map(([name]) => name);
    for (const name of leaves) left.delete(name);
  } while (leaves.length > 0);
  expect([...left.keys()], 'some of these depend on each other in a circle').toEqual([]);
});
