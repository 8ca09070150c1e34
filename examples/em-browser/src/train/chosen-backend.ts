import { computed, type ReadonlySignal } from '@preact/signals';
import { type BackendName, backendNames } from '../engine/backend-name.ts';
import { probes } from '../engine/probe-backends.ts';
import { estimateStep } from '../engine/step-time.ts';
import { settings, type TrainSettings } from './settings.ts';

/** About what a step of this network takes on a backend, in seconds; undefined where that is not measured, or cannot run. */
export function stepSecondsOn(name: BackendName, { baseWidth, depth, tile }: TrainSettings): number | undefined {
  const probe = probes.value[name];
  if (probe === undefined || probe === 'probing' || !probe.works || probe.speed === undefined) return undefined;
  return estimateStep(probe.speed, { baseWidth, depth }, tile);
}

/** The fastest that has been measured; until then the one that runs everywhere. */
export const fastestBackend: ReadonlySignal<BackendName> = computed(() => {
  const seconds = (name: BackendName): number => stepSecondsOn(name, settings.value) ?? Number.POSITIVE_INFINITY;
  return backendNames.reduce((best, name) => (seconds(name) < seconds(best) ? name : best), 'simd' as BackendName);
});

/** The backend that a run started now would use. */
export const chosenBackend: ReadonlySignal<BackendName> = computed(() => {
  const { backend } = settings.value;
  return backend === 'auto' ? fastestBackend.value : backend;
});
