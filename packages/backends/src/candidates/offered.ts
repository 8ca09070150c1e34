import { missingPackage } from '../installed.ts';
import { registeredBackends } from '../registry.ts';

const loaders = new Map<string, () => Promise<unknown>>();

/**
 * Adds a backend of which a bundle must not know unless the program wants it, because bundlers refuse what is not installed: what the
 * entries `@unet/backends/webgpu`, `/webgl` and `/wasm` do.
 * @param name of the candidate, and in TensorFlow.js
 * @param load imports the package, which registers the backend
 */
export function offer(name: string, load: () => Promise<unknown>): void {
  loaders.set(name, load);
}

/** Whether the program has imported such an entry, or the package itself. */
export function isOffered(name: string): boolean {
  return loaders.has(name) || registeredBackends().includes(name);
}

/**
 * Imports what was offered; does nothing where the program has imported the package itself.
 * @throws Error that says that the package is missing
 */
export async function loadOffered<Module>(name: string, packageName: string): Promise<Module | undefined> {
  if (!isOffered(name)) throw missingPackage(packageName);
  return (await loaders.get(name)?.()) as Module | undefined;
}

/** What to do to have such a backend. */
export function howToOffer(name: string, packageName: string): string {
  const entry = `'@unet/backends/${name}'`;
  return `npm install ${packageName}, and import ${entry}`;
}
