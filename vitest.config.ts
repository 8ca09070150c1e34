import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './internal/chromium/find-chromium.mjs';
import { softwareFlags } from './internal/chromium/launch-chromium.mjs';

// Which test runs where is said by the name of its file; CONTRIBUTING.md has the table. `vitest --mode all` runs what is left to the night.

const root = fileURLToPath(new URL('.', import.meta.url));
// Started within a workspace, as `npm test` does it for each: the tests of that one alone.
const workspace = relative(root, process.cwd()).replaceAll('\\', '/');
const isAlone = /^(packages|examples|internal)\/[^/]+$/.test(workspace);
const workspaces = isAlone ? workspace : '{packages,examples,internal}/*';
const folders = isAlone ? [workspace] : ['packages', 'examples', 'internal'];
const testFiles = folders
  .flatMap((folder) => readdirSync(`${root}${folder}`, { encoding: 'utf8', recursive: true }))
  .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'));

const files = (kind: string): string => `${workspaces}/test/**/*.${kind}.test.ts`;
const plain = `${workspaces}/test/**/*.test.ts`;
// The one file of a package that says that it works in a browser at all; the others are about threads there.
const smoke = `${workspaces}/test/**/smoke.browser.test.ts`;
const browser = `${workspaces}/test/**/!(smoke).browser.test.ts`;
const kinds = [...['tensor', 'node', 'page', 'webgpu', 'published'].map(files), browser];
// Tests of kernels set the backend up themselves, alike in each file.
const kernels =
  'packages/backend-simd/test/{convolutions,elementwise,layout,loss,optimisers,pooling,products,reductions,support}/**/*.node.test.ts';
const onlyIn = (glob: string): string[] => (!isAlone || glob.startsWith(`${workspace}/`) ? [glob] : []);
const networks = ['packages/model', 'packages/trainer'].flatMap((folder) =>
  onlyIn(`${folder}/test/**/*.device.tensor.test.ts`),
);
const nightly = [`${workspaces}/test/**/*.nightly.*`];
// By way of WebGPU SwiftShader takes up to a second for a small step: hundreds of steps or tiles are for the other backends.
const slowOnWebgpu = [
  'packages/model/test/{forward,saved-memory,segment}.tensor.test.ts',
  'packages/trainer/test/{evaluate,train,train-step}.tensor.test.ts',
];

// Tests see the sources, never a stale build: @unet/name is packages/name/src/index.ts, @unet/name/sub is src/sub.ts.
const alias = [
  ...readdirSync(`${root}packages`).flatMap((name) => [
    { find: new RegExp(`^@unet/${name}$`), replacement: `${root}packages/${name}/src/index.ts` },
    { find: new RegExp(`^@unet/${name}/([a-z-]+)$`), replacement: `${root}packages/${name}/src/$1.ts` },
  ]),
  { find: /^@unet-internal\/testing$/, replacement: `${root}internal/testing/src/index.ts` },
];

/** What tests load in a browser, bundled before the first: what is found when tests run already loads their page again. */
const bundledFirst = [
  ...['core', 'backend-cpu', 'backend-wasm', 'backend-webgl', 'backend-webgpu'].map(
    (name) => `@tensorflow/tfjs-${name}`,
  ),
  ...['@foxglove/crc', 'd3-delaunay', 'd3-scale', 'd3-scale-chromatic', 'fast-check', 'fflate', 'jpeg-js'],
];

/** Makes a page isolated from other origins, the condition under which browsers give it SharedArrayBuffer. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const setup = (backend: string): string[] => [`./internal/testing/setup/${backend}.ts`];

interface Suite {
  readonly name: string;
  readonly include: string[];
  readonly exclude: string[];
  readonly setupFiles?: string[];
  /** A process, or a frame, for each file. Without it files share their modules, which takes a third of the time. */
  readonly isolate: boolean;
}

const nodeProject = (suite: Suite) => ({
  resolve: { alias },
  test: { ...suite, environment: 'node' as const, testTimeout: 60_000, hookTimeout: 60_000 },
});

const chromiumProject = (executablePath: string, suite: Suite, headers = {}) => ({
  resolve: { alias },
  server: { headers },
  optimizeDeps: { include: bundledFirst, noDiscovery: true },
  test: {
    ...suite,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath, args: softwareFlags } }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
});

/** The pages of the examples: Playwright in Node drives a browser that has opened what was built. */
const pageProject = (exclude: string[]) => {
  const { resolve, test } = nodeProject({ name: 'em-browser', include: [files('page')], exclude, isolate: false });
  return {
    resolve,
    test: {
      ...test,
      globalSetup: ['./examples/em-browser/test/support/build-site.ts'],
      // Two browsers that compute at the same time only keep each other waiting.
      fileParallelism: false,
      sequence: { groupOrder: 1 },
      testTimeout: 180_000,
      hookTimeout: 180_000,
      // What the page is waited for says nothing about how fast it is: other suites compute at the same time.
      expect: { poll: { timeout: 120_000 } },
    },
  };
};

/** TensorFlow.js's own suites, under vitest: from its modules as they were compiled, with a shim in the place of jasmine's helpers. */
const publishedProject = (exclude: string[]) => {
  const project = nodeProject({ name: 'tensorflow', include: [files('published')], exclude, isolate: true });
  return {
    resolve: {
      alias: [
        ...alias,
        {
          find: /^@tensorflow\/(tfjs-core|tfjs-backend-cpu)$/,
          replacement: `${root}node_modules/@tensorflow/$1/dist/index.js`,
        },
        {
          find: /^(\.\.?\/)+jasmine_util$/,
          replacement: `${root}packages/backend-simd/test/tensorflow/jasmine-util.ts`,
        },
      ],
    },
    test: { ...project.test, globals: true, server: { deps: { inline: [/@tensorflow/] } } },
  };
};

export default defineConfig(({ mode }) => {
  const all = mode === 'all';
  const later = all ? [] : nightly;
  // Before a merge what computes the same on every backend runs on the fastest, and what may differ also on the plainest, which has none of
  // its kernels. The networks, whose operations take other ways on each, run on two more.
  const onCpu = [all ? files('tensor') : files('device.tensor')];
  const onOthers = all ? [files('tensor')] : networks;
  const executablePath = findChromium();

  const onNode = [
    nodeProject({ name: 'plain', include: [plain], exclude: [...kinds, smoke, ...later], isolate: false }),
    nodeProject({ name: 'node', include: [files('node')], exclude: [kernels, ...later], isolate: true }),
    nodeProject({ name: 'kernels', include: onlyIn(kernels), exclude: later, isolate: false }),
    nodeProject({
      name: 'simd',
      include: [files('tensor')],
      exclude: later,
      setupFiles: setup('simd'),
      isolate: false,
    }),
    nodeProject({ name: 'cpu', include: onCpu, exclude: later, setupFiles: setup('cpu'), isolate: false }),
    nodeProject({ name: 'wasm', include: onOthers, exclude: later, setupFiles: setup('wasm'), isolate: false }),
    publishedProject(later),
  ];
  const inChromium = (chromium: string) => [
    chromiumProject(chromium, {
      name: 'chromium',
      include: all ? [plain] : onOthers,
      exclude: all ? kinds.filter((kind) => kind !== files('tensor')) : later,
      setupFiles: setup('webgl'),
      isolate: false,
    }),
    chromiumProject(chromium, {
      name: 'chromium-webgpu',
      include: all ? [files('tensor'), files('webgpu')] : [],
      exclude: slowOnWebgpu,
      setupFiles: setup('webgpu'),
      isolate: false,
    }),
    chromiumProject(chromium, { name: 'chromium-alone', include: [browser], exclude: later, isolate: true }),
    chromiumProject(
      chromium,
      { name: 'chromium-isolated', include: [browser], exclude: later, isolate: true },
      isolation,
    ),
    pageProject(later),
  ];
  const projects = [...onNode, ...(executablePath === undefined ? [] : inChromium(executablePath))];

  return {
    test: {
      // vitest's own default leaves a core idle, which is half of a machine with two; the browser comes on top of the workers.
      maxWorkers: Math.min(4, availableParallelism()),
      globalSetup: ['./internal/testing/setup/build-wasm.ts'],
      reporters: [
        process.env.TURBO_HASH === undefined ? 'default' : 'dot',
        ['json', { outputFile: `${root}${isAlone ? workspace : '.'}/.vitest/report.json` }],
      ],
      projects: projects.filter(({ test }) => hasFiles(test)),
    },
  };
});

/** Whether a suite has something to run: each project costs a server, and those in Chromium a browser. */
function hasFiles({ include }: { readonly include: string[] }): boolean {
  const endings = include.map((glob) => glob.slice(glob.search(/[^*/]*\.test\.ts$/)).replace('!(smoke)', ''));
  return testFiles.some((path) => endings.some((ending) => path.endsWith(ending)));
}
