import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** Pages of the site; each is an HTML file beside this one. */
const pages = readdirSync(here).filter((name) => name.endsWith('.html'));

// The packages' sources, never a stale build: @unet/name is packages/name/src/index.ts, @unet/name/sub is src/sub.ts.
const alias = readdirSync(`${root}packages`).flatMap((name) => {
  const source = `${root}packages/${name}/src`;
  return [
    { find: new RegExp(`^@unet/${name}$`), replacement: `${source}/index.ts` },
    { find: new RegExp(`^@unet/${name}/([\\w-]+)$`), replacement: `${source}/$1.ts` },
  ];
});

/** Isolates the page from other origins, the condition under which browsers let threads share memory. The site also works without. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  root: here,
  // Relative, so that the site works from any folder of any file server.
  base: './',
  resolve: { alias },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: 'site',
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: pages.map((name) => `${here}${name}`) },
  },
  server: { headers },
  preview: { headers, port: 4173 },
});
