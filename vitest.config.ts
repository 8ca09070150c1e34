import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './internal/chromium/find-chromium.mjs';
import { softwareFlags } from './internal/chromium/launch-chromium.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

// Tests see the sources, never a stale build: @unet/name is packages/name/src/index.ts, @unet/name/sub is src/sub.ts.
const alias = [
  ...readdirSync(`${root}packages`).flatMap((name) => [
    { find: new RegExp(`^@unet/${name}$`), replacement: `${root}packages/${name}/src/index.ts` },
    { find: new RegExp(`^@unet/${name}/(arrays|internal|node)$`), replacement: `${root}packages/${name}/src/$1.ts` },
  ]),
  { find: /^@unet-internal\/testing$/, replacement: `${root}internal/testing/src/index.ts` },
];

// *.test.ts: plain logic, once in Node and once in the browser. *.tensor.test.ts: on every backend. *.node.test.ts: Node only.
// *.browser.test.ts: in the browser alone, on a page that may share memory between threads and on one that may not. *.webgpu.test.ts: in the
// browser with WebGPU. *.page.test.ts: a built page, driven from outside as a person would.
const tensorSuites = ['{packages,internal}/*/test/**/*.tensor.test.ts'];
const nodeSuites = ['{packages,examples,internal}/*/test/**/*.node.test.ts'];
const plainSuites = ['{packages,internal}/*/test/**/*.test.ts'];
const publishedSuites = ['packages/backend-simd/test/tensorflow/*.published.test.ts'];
const browserSuites = ['{packages,internal}/*/test/**/*.browser.test.ts'];
const pageSuites = ['examples/*/test/**/*.page.test.ts'];
const webgpuSuites = ['{packages,internal}/*/test/**/*.webgpu.test.ts'];
// Hundreds of steps or tiles, or images of 572 pixels: by way of WebGPU SwiftShader takes up to a second for a small step, and minutes for
// these. training.webgpu.test.ts trains and segments there on small ones. Who holds and releases tensors, saved-memory, is no matter of the device.
const slowOnWebgpu = [
  'packages/model/test/{forward,saved-memory,segment}.tensor.test.ts',
  'packages/trainer/test/{evaluate,train,train-step}.tensor.test.ts',
];

/** Makes a page isolated from other origins, the condition under which browsers give it SharedArrayBuffer. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const chromium = findChromium();

function nodeProject(name: string, include: string[], exclude: string[], setup: string[]) {
  return {
    resolve: { alias },
    test: {
      name,
      include,
      exclude,
      setupFiles: setup,
      environment: 'node' as const,
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  };
}

function chromiumProject(
  executablePath: string,
  name: string,
  include: string[],
  exclude: string[],
  setup: string[],
  headers = {},
) {
  return {
    resolve: { alias },
    server: { headers },
    optimizeDeps: {
      include: [
        '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-backend-cpu',
        '@tensorflow/tfjs-backend-wasm',
        '@tensorflow/tfjs-backend-webgl',
        '@tensorflow/tfjs-backend-webgpu',
        'fast-check',
      ],
      // For Node alone, and found only when a test is running already.
      exclude: ['webgpu'],
    },
    test: {
      name,
      include,
      exclude,
      setupFiles: setup,
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
  };
}

/** The pages of the examples: Playwright in Node drives a browser that has opened what was built. */
function pageProject() {
  const { resolve, test } = nodeProject('em-browser', pageSuites, [], []);
  const globalSetup = ['./examples/em-browser/test/support/build-site.ts'];
  // Two browsers that compute at the same time only keep each other waiting.
  return {
    resolve,
    test: {
      ...test,
      globalSetup,
      fileParallelism: false,
      testTimeout: 180_000,
      hookTimeout: 180_000,
      // What the page is waited for says nothing about how fast it is: other suites compute at the same time.
      expect: { poll: { timeout: 30_000 } },
    },
  };
}

/** TensorFlow.js's own suites, under vitest: from its modules as they were compiled, with a shim in the place of jasmine's helpers. */
function publishedProject() {
  const project = nodeProject('tensorflow', publishedSuites, [], []);
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
}

export default defineConfig({
  test: {
    // vitest's own default leaves a core idle, which is half of a machine with two; the browser comes on top of the workers.
    maxWorkers: Math.min(4, availableParallelism()),
    globalSetup: ['./internal/testing/setup/build-wasm.ts'],
    projects: [
      nodeProject(
        'node',
        [...plainSuites, ...nodeSuites],
        [...tensorSuites, ...browserSuites, ...webgpuSuites, ...publishedSuites],
        [],
      ),
      nodeProject('cpu', tensorSuites, [], ['./internal/testing/setup/cpu.ts']),
      nodeProject('wasm', tensorSuites, [], ['./internal/testing/setup/wasm.ts']),
      nodeProject('simd', tensorSuites, [], ['./internal/testing/setup/simd.ts']),
      publishedProject(),
      ...(chromium === undefined
        ? []
        : [
            chromiumProject(
              chromium,
              'chromium',
              plainSuites,
              [...nodeSuites, ...browserSuites, ...webgpuSuites, ...publishedSuites],
              ['./internal/testing/setup/webgl.ts'],
            ),
            pageProject(),
            chromiumProject(chromium, 'chromium-webgpu', [...tensorSuites, ...webgpuSuites], slowOnWebgpu, [
              './internal/testing/setup/webgpu.ts',
            ]),
            chromiumProject(chromium, 'chromium-alone', browserSuites, [], []),
            chromiumProject(chromium, 'chromium-isolated', browserSuites, [], [], isolation),
          ]),
    ],
  },
});
