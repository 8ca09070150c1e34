import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { findChromium } from './internal/chromium/find-chromium.mjs';
import { softwareFlags } from './internal/chromium/launch-chromium.mjs';

// Which test runs where is said by the name of its file; CONTRIBUTING.md has the table. `vitest --mode all` runs what is left to the night.

const root = fileURLToPath(new URL('.', import.meta.url));
// Started within a workspace, as `npm test` does it for each: the tests of that one alone.
const workspace = relative(root, process.cwd()).replaceAll('\\', '/');
const isAlone = /^(packages|examples|internal)\/[^/]+$/.test(workspace);
const workspaces = isAlone ? workspace : '{packages,examples,internal}/*';
/** Whether `npm test` started it. */
const isByTurbo = process.env.TURBO_HASH !== undefined;
/** Their tests run in several processes also beside those of other workspaces. */
const takesLong = ['packages/backend-simd', 'packages/model', 'packages/trainer', 'packages/cli'];
const folders = isAlone ? [workspace] : ['packages', 'examples', 'internal'];
const testFiles = folders
  .flatMap((folder) => readdirSync(`${root}${folder}`, { encoding: 'utf8', recursive: true }))
  .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'));

/** A glob in one workspace, where its tests run at all. */
const onlyIn = (glob: string): string[] => (!isAlone || glob.startsWith(`${workspace}/`) ? [glob] : []);
const files = (kind: string): string => `${workspaces}/test/**/*.${kind}.test.ts`;
const plain = `${workspaces}/test/**/*.test.ts`;
// The one file of a package that says that it works in a browser at all; the others are about threads there.
const smoke = `${workspaces}/test/**/smoke.browser.test.ts`;
const browser = `${workspaces}/test/**/!(smoke).browser.test.ts`;
// They read files and leave all as it was, and need no process of their own: snapshots of public names, tests of the repository.
const readers = [`${workspaces}/test/exports.node.test.ts`, ...onlyIn('internal/testing/test/*.node.test.ts')];
const node = ['packages', 'examples'].flatMap((folder) =>
  isAlone && !workspace.startsWith(folder)
    ? []
    : [`${isAlone ? workspace : `${folder}/*`}/test/**/!(exports).node.test.ts`],
);
const kinds = [...['tensor', 'page', 'webgpu', 'published'].map(files), ...node, browser];
// Tests of kernels set the backend up themselves, alike in each file.
const kernels =
  'packages/backend-simd/test/{convolutions,elementwise,layout,loss,optimisers,pooling,products,reductions,support}/**/*.node.test.ts';
// Where the operations of a network are tested, each by itself.
const operations = onlyIn('packages/model/test/**/*.device.tensor.test.ts');
const nightly = [`${workspaces}/test/**/*.nightly.*`];
// A shader is compiled for each operation and shape. That the composed ways of webgl give what they should is seen by the tests of the operations
// that take them; that they are those of the estimates of memory, and their parts by themselves, at night.
const slowOnWebgl = ['packages/model/test/{on-shapes,products,convolution-bands}.device.tensor.test.ts'];
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
const bundledFirst = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu'];
const bundledAtNight = [
  ...['webgl', 'wasm', 'webgpu'].map((name) => `@tensorflow/tfjs-backend-${name}`),
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
  /** Of the page, where it runs in a browser. */
  readonly headers?: Record<string, string>;
  /** What its setup loads there. */
  readonly loads?: string[];
}

const nodeProject = (suite: Suite) => ({
  resolve: { alias },
  test: { ...suite, environment: 'node' as const, testTimeout: 60_000, hookTimeout: 60_000 },
});

/** @param all whether tests run at night, when they load more */
async function chromiumProjects(executablePath: string, suites: readonly Suite[], all: boolean) {
  if (suites.length === 0) return [];
  // Loaded where it is needed: it takes as long as the tests of a small package.
  const { playwright } = await import('@vitest/browser-playwright');
  return suites.map(({ headers = {}, loads = [], ...suite }) => ({
    resolve: { alias },
    server: { headers },
    optimizeDeps: { include: [...bundledFirst, ...(all ? bundledAtNight : loads)], noDiscovery: true },
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
  }));
}

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

/** TensorFlow.js's own suites, under vitest. */
const publishedProject = (exclude: string[]) => {
  const { resolve, test } = nodeProject({ name: 'tensorflow', include: [files('published')], exclude, isolate: true });
  return { resolve, test: { ...test, globals: true } };
};

export default defineConfig(async ({ mode }): Promise<ViteUserConfig> => {
  const all = mode === 'all';
  const later = all ? [] : nightly;
  // Before a merge what computes the same on every backend runs on the fastest, and what may differ also on the plainest, which has none of
  // its kernels. The operations of networks, which take other ways on each, run on two more.
  const onCpu = [all ? files('tensor') : files('device.tensor')];
  const onOthers = all ? [files('tensor')] : operations;
  const shared = { exclude: later, isolate: false };

  const onNode = [
    nodeProject({ ...shared, name: 'plain', include: [plain, ...readers], exclude: [...kinds, smoke, ...later] }),
    nodeProject({ name: 'node', include: node, exclude: [kernels, ...readers, ...later], isolate: true }),
    nodeProject({ ...shared, name: 'kernels', include: onlyIn(kernels) }),
    nodeProject({ ...shared, name: 'simd', include: [files('tensor')], setupFiles: setup('simd') }),
    nodeProject({ ...shared, name: 'cpu', include: onCpu, setupFiles: setup('cpu') }),
    nodeProject({ ...shared, name: 'wasm', include: onOthers, setupFiles: setup('wasm') }),
    publishedProject(later),
  ];
  const inChromium: Suite[] = [
    {
      name: 'chromium',
      include: all ? [plain] : onOthers,
      exclude: all ? [...readers, ...kinds.filter((kind) => kind !== files('tensor'))] : [...later, ...slowOnWebgl],
      setupFiles: setup('webgl'),
      loads: ['@tensorflow/tfjs-backend-webgl'],
      // Those of backends, at night, take away what others compute on.
      isolate: all,
    },
    {
      name: 'chromium-webgpu',
      include: all ? [files('tensor'), files('webgpu')] : [],
      exclude: slowOnWebgpu,
      setupFiles: setup('webgpu'),
      isolate: false,
    },
    // Before a merge the isolated page computes on one thread, whose memory is not shared, too.
    { name: 'chromium-alone', include: all ? [browser] : [], exclude: later, isolate: true },
    { name: 'chromium-isolated', include: [browser], exclude: later, isolate: true, headers: isolation },
  ];

  const executablePath = findChromium();
  const projects = [
    ...onNode.filter(({ test }) => hasFiles(test)),
    ...(executablePath === undefined
      ? []
      : [
          ...(await chromiumProjects(executablePath, inChromium.filter(hasFiles), all)),
          ...[pageProject(later)].filter(({ test }) => hasFiles(test)),
        ]),
  ];
  return {
    test: {
      // vitest's own default leaves a core idle, which is half of a machine with two; the browser comes on top of the workers. turbo runs
      // several workspaces at a time: those that take a second or two in a process each, as a second one costs more than it saves.
      maxWorkers: isByTurbo && !takesLong.includes(workspace) ? 1 : Math.min(4, availableParallelism()),
      // Modules as vite has compiled them, for all projects and workspaces: by their contents, and those of what says how.
      experimental: { fsModuleCache: true, fsModuleCachePath: `${root}node_modules/.cache/vitest-${compiledBy()}` },
      globalSetup: ['./internal/testing/setup/build-wasm.ts'],
      reporters: [
        isByTurbo ? 'dot' : 'default',
        ['json', { outputFile: `${root}${isAlone ? workspace : '.'}/.vitest/report.json` }],
      ],
      projects,
    },
  };
});

/** Tells the options that TypeScript is compiled with. */
function compiledBy(): string {
  return createHash('sha256')
    .update(readFileSync(`${root}tsconfig.base.json`))
    .digest('hex')
    .slice(0, 12);
}

/** Whether a suite has something to run: each project costs a server, and those in Chromium a browser. */
function hasFiles({ include }: { readonly include: string[] }): boolean {
  return include.some((glob) => {
    const [, not, ending = ''] = /(?:!\((\w+)\))?([^*/]*\.test\.ts)$/.exec(glob) ?? [];
    return testFiles.some((path) => path.endsWith(ending) && !path.endsWith(`/${not}${ending}`));
  });
}
