import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the site that the tests open, once for all of them. */
export async function setup(): Promise<void> {
  const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'warn' });
}
