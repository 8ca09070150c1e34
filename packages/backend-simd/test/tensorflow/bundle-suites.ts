import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const dist = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-core'));

const ENTRY = 'virtual:suites';

/**
 * Bundles the suites that TensorFlow.js publishes of its operations, optimisers and gradients with its own modules and this package's sources,
 * so that all share one engine; a shim stands in the place of jasmine's helpers. They are a thousand modules, which take far longer one by one.
 * @param name of the bundle, for tests that make one at the same time
 * @returns the URL of a module that exports what `published-suites.ts` does and registers all suites
 */
export async function bundleSuites(name: string): Promise<string> {
  const outDir = join(root, 'node_modules/.cache/published-suites', name);
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [entry()],
    resolve: {
      alias: [
        {
          find: /^@tensorflow\/(tfjs-core|tfjs-backend-cpu)$/,
          replacement: `${root}node_modules/@tensorflow/$1/dist/index.js`,
        },
        { find: /^(\.\.?\/)+jasmine_util$/, replacement: here('jasmine-util.ts') },
        { find: /^@unet\/([a-z-]+)$/, replacement: `${root}packages/$1/src/index.ts` },
        { find: /^@unet\/([a-z-]+)\/([a-z-]+)$/, replacement: `${root}packages/$1/src/$2.ts` },
      ],
    },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      target: 'esnext',
      rolldownOptions: {
        input: { suites: ENTRY },
        external: ['vitest'],
        // TensorFlow.js says that its modules have no side effects, and means its library.
        treeshake: false,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  return pathToFileURL(join(outDir, 'suites.mjs')).href;
}

/** All suites, behind what must be there before them. */
function entry(): Plugin {
  const paths = [
    here('published-suites.ts'),
    ...['register_all_gradients.js', 'public/chained_ops/register_all_chained_ops.js', ...suites()].map((file) =>
      join(dist, file),
    ),
  ];
  const source = [
    ...paths.map((path) => `import ${JSON.stringify(path)};`),
    `export * from ${JSON.stringify(paths[0])};`,
  ].join('\n');
  return {
    name: 'suites',
    resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : undefined),
    load: (id) => (id === `\0${ENTRY}` ? source : undefined),
  };
}

function suites(): string[] {
  const ofOperations = ['ops', 'optimizers'].flatMap((folder) =>
    readdirSync(join(dist, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return [...ofOperations.filter((name) => name.endsWith('_test.js')).sort(), 'gradients_test.js', 'variable_test.js'];
}
