import { computed, type ReadonlySignal } from '@preact/signals';
import type { BackendName } from '../../engine/backend-name.ts';
import { fastestBackend, stepSeconds } from '../../engine/fastest-backend.ts';
import { probes } from '../../engine/probe-backends.ts';
import { nextPlan } from './next-plan.ts';
import { settings } from './train-settings.ts';

/** About what a step of the next run takes on a backend, in seconds; undefined where that is not measured, or cannot run. */
export function stepSecondsOn(name: BackendName): number | undefined {
  const { plan } = nextPlan.value;
  return plan && stepSeconds(probes.value, name, plan.config, plan.inputSize);
}

/** The fastest for the next run; without one, the backend that runs everywhere. */
export const fastestForPlan: ReadonlySignal<BackendName> = computed(() => {
  const { plan } = nextPlan.value;
  return plan === undefined ? 'simd' : fastestBackend(probes.value, plan.config, plan.inputSize);
});

/** The backend that a run started now would use. */
export const chosenBackend: ReadonlySignal<BackendName> = computed(() => {
  const { backend } = settings.value;
  return backend === 'auto' ? fastestForPlan.value : backend;
});
