import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a TypeScript source imports, as it is written there. Types count, comments do not: examples in them import what the
 * package itself does not.
 */
export function specifiersOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const forms = /(?:\bfrom\s|\bimport\s|\bimport\(|\bresolve\(|\brequire\()\s*'([^']+)'/g;
  return [...code.matchAll(forms)].map((match) => match[1]!);
}

/** What of a TypeScript source is loaded when it runs: {@link specifiersOf} without what imports or exports types alone, which the compiler drops. */
export function loadedSpecifiersOf(source: string): string[] {
  return specifiersOf(source.replace(/^(import|export) type [^;]*;/gm, ''));
}

/** The package of a specifier (`@unet/tensor/arrays` is of `@unet/tensor`), undefined for files, `#imports` and Node's own modules. */
export function packageOf(specifier: string): string | undefined {
  if (/^([.#/]|node:)/.test(specifier)) return undefined;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Names of all packages that the TypeScript files under `folder` import. */
export function importedPackages(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const specifiers = files.flatMap((file) => specifiersOf(readFileSync(join(folder, file), 'utf8')));
  return new Set(specifiers.map(packageOf).filter((name) => name !== undefined));
}
