import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './internal/scripts/find-chromium.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

// Tests see the sources, never a stale build: @unet/name is packages/name/src/index.ts, @unet/name/sub is src/sub.ts.
const alias = [
  ...readdirSync(`${root}packages`).flatMap((name) => [
    { find: new RegExp(`^@unet/${name}$`), replacement: `${root}packages/${name}/src/index.ts` },
    { find: new RegExp(`^@unet/${name}/(arrays|node)$`), replacement: `${root}packages/${name}/src/$1.ts` },
  ]),
  { find: /^@unet-internal\/testing$/, replacement: `${root}internal/testing/src/index.ts` },
];

// *.test.ts: plain logic, once in Node and once in the browser. *.tensor.test.ts: on every backend. *.node.test.ts: Node only.
const tensorSuites = ['{packages,internal}/*/test/**/*.tensor.test.ts'];
const nodeSuites = ['{packages,examples,internal}/*/test/**/*.node.test.ts'];
const plainSuites = ['{packages,internal}/*/test/**/*.test.ts'];

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

export default defineConfig({
  test: {
    // vitest's own default leaves a core idle, which is half of a machine with two; the browser comes on top of the workers.
    maxWorkers: Math.min(4, availableParallelism()),
    projects: [
      nodeProject('node', [...plainSuites, ...nodeSuites], tensorSuites, []),
      nodeProject('cpu', tensorSuites, [], ['./internal/testing/setup/cpu.ts']),
      nodeProject('wasm', tensorSuites, [], ['./internal/testing/setup/wasm.ts']),
      ...(chromium === undefined
        ? []
        : [
            {
              resolve: { alias },
              optimizeDeps: { include: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-webgl', 'fast-check'] },
              test: {
                name: 'chromium',
                include: plainSuites,
                exclude: nodeSuites,
                setupFiles: ['./internal/testing/setup/webgl.ts'],
                testTimeout: 120_000,
                hookTimeout: 120_000,
                browser: {
                  enabled: true,
                  headless: true,
                  screenshotFailures: false,
                  provider: playwright({
                    launchOptions: {
                      executablePath: chromium,
                      args: [
                        '--no-sandbox',
                        '--disable-quic',
                        '--no-first-run',
                        '--disable-background-networking',
                        '--disable-component-update',
                        '--disable-sync',
                        '--use-angle=swiftshader',
                        '--enable-unsafe-swiftshader',
                      ],
                    },
                  }),
                  instances: [{ browser: 'chromium' as const }],
                },
              },
            },
          ]),
    ],
  },
});
