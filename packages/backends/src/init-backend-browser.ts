// The same as init-backend.ts without Node's backends, so that a bundler for browsers never sees their native packages.
import { type AvailableBackend, listBackends } from './available-backends.ts';
import type { BackendCandidate } from './candidate.ts';
import { browserBackends } from './candidates/browser.ts';
import { type ChosenBackend, chooseBackend, type InitBackendOptions } from './choose-backend.ts';

/** The backends that {@link initBackend} chooses from by itself, fastest first. */
export const defaultBackends: readonly BackendCandidate[] = browserBackends;

/** Starts the fastest backend that is installed and computes right; see init-backend.ts. */
export function initBackend(options: InitBackendOptions = {}): Promise<ChosenBackend> {
  return chooseBackend(defaultBackends, options);
}

/** Says for each backend whether its packages are installed, fastest first; loads what the bundler made of them, starts none. */
export function availableBackends(
  candidates: readonly BackendCandidate[] = defaultBackends,
): Promise<AvailableBackend[]> {
  return listBackends(candidates);
}
