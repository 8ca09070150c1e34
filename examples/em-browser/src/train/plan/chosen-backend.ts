import { computed, type ReadonlySignal } from '@preact/signals';
import { type BackendName, backendNames } from '../../engine/backend-name.ts';
import { probes } from '../../engine/probe-backends.ts';
import { estimateStep } from '../../engine/step-time.ts';
import { nextPlan } from './next-plan.ts';
import { settings } from './settings.ts';

/** About what a step of the next run takes on a backend, in seconds; undefined where that is not measured, or cannot run. */
export function stepSecondsOn(name: BackendName): number | undefined {
  const probe = probes.value[name];
  const { plan } = nextPlan.value;
  if (plan === undefined || probe === undefined || probe === 'probing' || !probe.works) return undefined;
  return probe.speed && estimateStep(probe.speed, plan.config, plan.tile);
}

/** The fastest that has been measured; until then the one that runs everywhere. */
export const fastestBackend: ReadonlySignal<BackendName> = computed(() => {
  const seconds = (name: BackendName): number => stepSecondsOn(name) ?? Number.POSITIVE_INFINITY;
  return backendNames.reduce((best, name) => (seconds(name) < seconds(best) ? name : best), 'simd' as BackendName);
});

/** The backend that a run started now would use. */
export const chosenBackend: ReadonlySignal<BackendName> = computed(() => {
  const { backend } = settings.value;
  return backend === 'auto' ? fastestBackend.value : backend;
});
