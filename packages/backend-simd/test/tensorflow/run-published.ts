import { bundleSuites } from './bundle-suites.ts';
import type { Chosen } from './chosen.ts';

/** Registers the suites that TensorFlow.js publishes of its operations, optimisers and gradients, and what must hold after them. */
export async function runPublished(wanted: Chosen): Promise<void> {
  const bundle: typeof import('./published-suites.ts') = await import(await bundleSuites(`${wanted.threads}-threads`));
  bundle.runOn(wanted);
}
