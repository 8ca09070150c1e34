/** The part of Node's `process` that is used here; undefined in browsers. */
interface NodeProcess {
  getBuiltinModule?(name: 'node:module'): { createRequire(url: string): { resolve(request: string): string } };
}

/**
 * Whether packages are installed. In Node they are looked up without being loaded; elsewhere there is no such look-up, and
 * `load` is tried.
 */
export async function areInstalled(packages: readonly string[], load: () => Promise<unknown>): Promise<boolean> {
  const { process } = globalThis as { process?: NodeProcess };
  const nodeModule = process?.getBuiltinModule?.('node:module');
  if (nodeModule) {
    const { resolve } = nodeModule.createRequire(import.meta.url);
    return packages.every((name) => resolves(resolve, name));
  }
  try {
    await load();
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether an error of `import()` says that one of the packages is missing, in the words of Node, Deno, Vite, Chrome,
 * Firefox or Safari. An error inside an installed package is not meant.
 */
export function isMissing(error: unknown, packages: readonly string[]): boolean {
  const message = error instanceof Error ? error.message : String(error);
  const missing =
    /(cannot|could not) find (package|module)|could not resolve|failed to resolve|bare specifier|module name/i;
  return missing.test(message) && packages.some((name) => new RegExp(`['"“]${name}['"”]`).test(message));
}

function resolves(resolve: (request: string) => string, name: string): boolean {
  try {
    resolve(name);
    return true;
  } catch (error) {
    // Other codes, such as one about conditional exports, mean that the package is there.
    return (error as { code?: string }).code !== 'MODULE_NOT_FOUND';
  }
}
