/**
 * TypeScript puts this around the specifier below, to make `./x.js` of a `./x.ts`. The one of its own, which `noEmitHelpers` leaves out, reads
 * `this` at the top of a module, of which Rollup warns.
 */
const __rewriteRelativeImportExtension = (name: string): string => name;

/**
 * Imports a package that need not be installed, in Node. Bundlers do not follow the name, so that a missing package is no error of theirs:
 * the package is looked for when the program runs, from where the bundle lies.
 */
export function importUnbundled(name: string): Promise<unknown> {
  return import(/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ name);
}
