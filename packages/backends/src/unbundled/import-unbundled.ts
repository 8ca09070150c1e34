/**
 * Imports a package that need not be installed, in Node. Bundlers do not follow the name, so that a missing package is no error of theirs:
 * the package is looked for when the program runs, from where the bundle lies.
 *
 * Compiled by itself, without `rewriteRelativeImportExtensions`: TypeScript would put a call around the name, behind which Turbopack does not
 * find the comment.
 */
export function importUnbundled(name: string): Promise<unknown> {
  return import(/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ name);
}
