export type { AvailableBackend } from './available-backends.ts';
export { type BackendAttempt, BackendError } from './backend-error.ts';
export type { BackendCandidate, LoadOptions, WasmPaths } from './candidate.ts';
export type { ChosenBackend, InitBackendOptions } from './choose-backend.ts';
export { availableBackends, defaultBackends, initBackend } from './init-backend.ts';
