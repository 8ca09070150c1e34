/// <reference types="vite/client" />
import { backend, engine, env, ready, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { configureSimd, registerSimd, type SimdBackend, type SimdOptions } from '@unet/backend-simd';
import { afterAll, beforeAll } from 'vitest';

/** A way to set the backend up, and what to call it in a report. */
export interface Configuration extends SimdOptions {
  readonly name: string;
  readonly threads: number;
  readonly relaxed: boolean;
}

const every: readonly Configuration[] = [
  { name: 'plain, 1 thread', threads: 1, relaxed: false },
  { name: 'plain, 2 threads', threads: 2, relaxed: false },
  { name: 'relaxed, 1 thread', threads: 1, relaxed: true },
  { name: 'relaxed, 2 threads', threads: 2, relaxed: true },
];

/**
 * What a kernel is tested on: both modules, alone and on two threads; before a merge each of these once, at night all together.
 * `describe.each(configurations)('$name', (configuration) => ...)`.
 */
export const configurations: readonly Configuration[] =
  import.meta.env.MODE === 'all' ? every : every.filter(({ threads, relaxed }) => relaxed === threads > 1);

interface Runs {
  readonly numRuns: number;
  readonly seed: number;
}

/** How often fast-check tries a property on a configuration. Before a merge half as often, with other cases on each: both together see as many. */
export function runsOf({ threads }: Configuration, { numRuns, seed }: Runs): Runs {
  return import.meta.env.MODE === 'all' ? { numRuns, seed } : { numRuns: Math.ceil(numRuns / 2), seed: seed + threads };
}

/** Makes the tests of a `describe` run on the backend that is set up like this, and ends it afterwards. */
export function onConfiguration(configuration: SimdOptions): void {
  beforeAll(async () => {
    await startSimd(configuration);
  });
  afterAll(stopSimd);
}

/**
 * Starts the backend anew and makes it current. What was asked for is what runs: where the machine cannot, it throws, so that no suite
 * passes on something else than it says.
 */
export async function startSimd({
  name: _,
  ...options
}: SimdOptions & { readonly name?: string } = {}): Promise<SimdBackend> {
  const { threads, relaxed } = options;
  stopSimd();
  configureSimd(options);
  registerSimd();
  // The engine then checks after every kernel that the backend holds no data beyond inputs and outputs.
  env().set('IS_TEST', true);
  if (!(await setBackend('simd'))) throw new Error('the simd backend did not start');
  await ready();
  const simd = backend() as SimdBackend;
  if (threads !== undefined && simd.threads !== threads) throw new Error(`${simd.threads} threads, not ${threads}`);
  if (relaxed !== undefined && simd.relaxed !== relaxed) throw new Error(`relaxed is ${simd.relaxed}, not ${relaxed}`);
  return simd;
}

/** Ends the backend and its threads, if it is there. Tensors on it are gone then. */
export function stopSimd(): void {
  if (engine().backendNames().includes('simd')) removeBackend('simd');
}
