import { engine, env } from '@tensorflow/tfjs-core';
import { configureSimd, registerSimd, SimdBackend } from '@unet/backend-simd';
import { afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { chosen } from './chosen.ts';

// Takes the place of tfjs-core/dist/jasmine_util.js, which needs jasmine: here vitest runs the suites, on the backend `simd` alone.

const environment = { name: 'simd', backendName: 'simd', isDataSync: true };

interface Constraints {
  readonly predicate?: (place: typeof environment) => boolean;
}

export const ALL_ENVS: Constraints = {};
export const NODE_ENVS: Constraints = {};
export const BROWSER_ENVS: Constraints = { predicate: () => false };
export const CHROME_ENVS: Constraints = { ...BROWSER_ENVS };
export const SYNC_BACKEND_ENVS: Constraints = { predicate: ({ isDataSync }) => isDataSync };

export function describeWithFlags(
  name: string,
  { predicate }: Constraints,
  tests: (place: typeof environment) => void,
): void {
  if (predicate !== undefined && !predicate(environment)) return;
  describe(name, () => {
    beforeAll(async () => {
      // Disposes of the backend, so that each suite starts it anew.
      engine().reset();
      env().set('IS_TEST', true);
      configureSimd({ threads: chosen.threads, relaxed: chosen.relaxed });
      registerSimd();
      if (chosen.sharesAll) SimdBackend.prototype.shares = () => chosen.threads;
      if (!(await engine().setBackend('simd'))) throw new Error('simd did not start');
    });
    beforeEach(() => {
      engine().startScope();
    });
    afterEach(() => {
      engine().endScope();
      engine().disposeVariables();
    });
    tests(environment);
  });
}
