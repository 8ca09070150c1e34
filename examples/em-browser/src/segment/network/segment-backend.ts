import { type Signal, signal } from '@preact/signals';
import type { UNetConfig } from '@unet/model/arrays';
import type { BackendName } from '../../engine/backend-name.ts';
import { fastestBackend } from '../../engine/fastest-backend.ts';
import { probes } from '../../engine/probe-backends.ts';

/** What the user wants to compute with. `auto`: the fastest that has been measured. */
export const backendChoice: Signal<BackendName | 'auto'> = signal('auto');

/** Side of a usual input: which backend is fastest hardly depends on it. */
const USUAL_INPUT_SIZE = 316;

/** The paper's: of all networks the one that gains most from a GPU. */
const anyNetwork: Pick<UNetConfig, 'depth' | 'baseWidth'> = { depth: 4, baseWidth: 64 };

/** The fastest backend for a network; while none is loaded, for any. */
export function fastestFor(config: UNetConfig | undefined): BackendName {
  return fastestBackend(probes.value, config ?? anyNetwork, USUAL_INPUT_SIZE);
}

/** Why a backend cannot be chosen, or undefined. */
export function refusalOf(name: BackendName): string | undefined {
  const probe = probes.value[name];
  return probe === undefined || probe === 'probing' || probe.works ? undefined : probe.reason;
}

/** What computes for a network. */
export function backendFor(config: UNetConfig | undefined): BackendName {
  const choice = backendChoice.value;
  return choice === 'auto' ? fastestFor(config) : choice;
}
