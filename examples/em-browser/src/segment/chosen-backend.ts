import { type Signal, signal } from '@preact/signals';
import type { UNetConfig } from '@unet/model/arrays';
import { type BackendName, backendNames } from '../engine/backend-name.ts';
import { type Probes, probes } from '../engine/probe-backends.ts';
import { estimateStep } from '../engine/step-time.ts';

/** What the user wants to compute with. `auto`: the fastest that has been measured. */
export const backendChoice: Signal<BackendName | 'auto'> = signal('auto');

/** Side of a usual tile: which backend is fastest hardly depends on it. */
const USUAL_TILE = 316;

/** The fastest of the backends that have been measured for a network; until one has, the one that runs everywhere. */
export function fastestBackend(known: Probes, config: Pick<UNetConfig, 'depth' | 'baseWidth'>): BackendName {
  const seconds = (name: BackendName): number => {
    const probe = known[name];
    if (probe === undefined || probe === 'probing' || !probe.works || probe.speed === undefined) {
      return Number.POSITIVE_INFINITY;
    }
    return estimateStep(probe.speed, config, USUAL_TILE);
  };
  return backendNames.reduce((best, name) => (seconds(name) < seconds(best) ? name : best), 'simd' as BackendName);
}

/** Why a backend cannot be chosen, or undefined. */
export function refusalOf(name: BackendName): string | undefined {
  const probe = probes.value[name];
  return probe === undefined || probe === 'probing' || probe.works ? undefined : probe.reason;
}

/** The paper's, while none is loaded: the one that gains most from a GPU. */
export const anyNetwork: Pick<UNetConfig, 'depth' | 'baseWidth'> = { depth: 4, baseWidth: 64 };

/** What computes for a network. */
export function backendFor(config: UNetConfig | undefined): BackendName {
  const choice = backendChoice.value;
  return choice === 'auto' ? fastestBackend(probes.value, config ?? anyNetwork) : choice;
}
