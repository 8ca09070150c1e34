import { type AvailableBackend, listBackends } from './available-backends.ts';
import type { BackendCandidate } from './candidate.ts';
import { browserBackends } from './candidates/browser.ts';
import { nodeBackends } from './candidates/node.ts';
import { type ChosenBackend, chooseBackend, type InitBackendOptions } from './choose-backend.ts';

const { process } = globalThis as { process?: { versions?: { node?: string } } };

/** The backends that {@link initBackend} chooses from by itself, fastest first. */
export const defaultBackends: readonly BackendCandidate[] = process?.versions?.node ? nodeBackends : browserBackends;

/**
 * Starts the fastest TensorFlow.js backend that is installed and computes right, and makes it current.
 *
 * Candidates are loaded one after the other with `import()`, started, and made to compute a convolution and a matrix product whose
 * results are known; the first that passes is chosen. Those before it are stopped and unregistered again. A backend that the
 * application has started itself is used as it is and never stopped.
 *
 * @returns which backend runs and why
 * @throws TypeError for an unknown option, RangeError for an unknown name; BackendError if none works, or none of those preferred
 * @example
 * const { reason } = await initBackend({ prefer: ['webgpu', 'wasm'] });
 * console.log(`Backend: ${reason}.`);
 */
export function initBackend(options: InitBackendOptions = {}): Promise<ChosenBackend> {
  return chooseBackend(defaultBackends, options);
}

/**
 * Says for each backend whether its packages are installed, fastest first. None is started; in Node none is loaded either.
 * @example
 * const installed = (await availableBackends()).filter((entry) => entry.installed);
 */
export function availableBackends(
  candidates: readonly BackendCandidate[] = defaultBackends,
): Promise<AvailableBackend[]> {
  return listBackends(candidates);
}
