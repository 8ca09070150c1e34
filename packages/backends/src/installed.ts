import { importUnbundled } from './unbundled/import-unbundled.ts';

/**
 * Whether packages are installed, in Node. None of their code runs: only package.json is asked for, and what is said of it if it is there
 * (that it is not exported, that JSON wants an attribute) is another error than that the package is missing.
 */
export async function areInstalled(packages: readonly string[]): Promise<boolean> {
  const missing = await Promise.all(packages.map(isAbsent));
  return !missing.includes(true);
}

/** What `import()` says of the first of these packages that is not installed, in Node. */
export async function requireInstalled(packages: readonly string[]): Promise<void> {
  for (const name of packages) if (await isAbsent(name)) throw missingPackage(name);
}

/** The error of a package that is not there, which {@link isMissing} knows. */
export function missingPackage(name: string): Error {
  return new Error(`Cannot find package '${name}'`);
}

/**
 * Whether an error of `import()` says that one of the packages is missing, in the words of Node, Bun, Deno, Jest, Yarn, Vite,
 * Chrome, Firefox or Safari. An error inside an installed package is not meant.
 */
export function isMissing(error: unknown, packages: readonly string[]): boolean {
  const message = error instanceof Error ? error.message : String((error as { message?: unknown } | null)?.message);
  const missing =
    /(cannot|could not) find (package|module)|could not resolve|failed to resolve|bare specifier|module name|tried to access/i;
  return missing.test(message) && packages.some((name) => new RegExp(`['"“ ]${name}['"”, ]`).test(message));
}

async function isAbsent(name: string): Promise<boolean> {
  const manifest = `${name}/package.json`;
  try {
    await importUnbundled(manifest);
    return false;
  } catch (error) {
    return isMissing(error, [name, manifest]);
  }
}
