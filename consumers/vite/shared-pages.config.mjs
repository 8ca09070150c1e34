import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  root: 'shared',
  build: { outDir: `../${process.env.OUT}`, rolldownOptions: { input: 'shared/index.html' }, target: 'es2022' },
  worker: { format: 'es' },
});
