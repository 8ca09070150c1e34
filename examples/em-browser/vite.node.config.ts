import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The part of the benchmark that Node runs; the packages stay what the workspace has built. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  ssr: { external: true },
  build: {
    ssr: 'src/benchmark/node.ts',
    outDir: fileURLToPath(new URL('../../node_modules/.cache/unet-gpu-blocks', import.meta.url)),
    emptyOutDir: true,
    target: 'node20',
  },
});
