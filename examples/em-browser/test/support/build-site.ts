import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { setup as buildWasm } from '../../../../internal/testing/setup/build-wasm.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const example = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the site that the tests open, once for all of them, unless turbo has done so or all that it is made of is older than it. */
export async function setup(): Promise<void> {
  // It builds before it tests; what else runs then may touch a source without a change.
  if (process.env.TURBO_HASH !== undefined && existsSync(`${example}site/index.html`)) return;
  // A part of the sources is made; that of all suites comes later.
  buildWasm();
  const built = statSync(`${example}site/index.html`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(`${root}packages`).map((name) => `${root}packages/${name}/src`);
  const made = [`${root}package-lock.json`, ...sources, ...['src', 'public'].map((name) => `${example}${name}`)];
  const own = readdirSync(example).filter((name) => /\.(html|json|ts)$/.test(name));
  const newest = Math.max(...[...made, ...own.map((name) => `${example}${name}`)].map(newestIn));
  if (newest < built) return;
  await build({ configFile: `${example}vite.config.ts`, logLevel: 'warn' });
}

/** When a file, or anything in a folder, was last changed; a folder changes when a file goes. */
function newestIn(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestIn(`${path}/${name}`)));
}
