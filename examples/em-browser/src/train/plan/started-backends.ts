import { type Signal, signal } from '@preact/signals';
import type { BackendName } from '../../engine/backend-name.ts';
import type { StartedBackend } from '../../engine/start-backend.ts';

/** Backends that have been started on this page, with their limits. */
export const startedBackends: Signal<Readonly<Partial<Record<BackendName, StartedBackend>>>> = signal({});
