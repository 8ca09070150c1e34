import { computed, type ReadonlySignal } from '@preact/signals';
import type { BackendName } from '../engine/backend-name.ts';
import { settings } from './settings.ts';

/** The backend that a run started now would use. */
export const chosenBackend: ReadonlySignal<BackendName> = computed(() => {
  const { backend } = settings.value;
  return backend === 'auto' ? 'simd' : backend;
});
