import type { UNetConfig } from '@unet/model/arrays';
import { estimateStep } from '@unet/run/arrays';
import { type BackendName, backendNames } from './backend-name.ts';
import type { Probes } from './probe-backends.ts';

/**
 * About what a training step of a network takes on a backend, in seconds; undefined where that is not measured, or cannot run.
 * @param inputSize side of the square that the network sees
 */
export function stepSeconds(
  known: Probes,
  name: BackendName,
  config: Pick<UNetConfig, 'depth' | 'baseWidth'>,
  inputSize: number,
): number | undefined {
  const probe = known[name];
  if (probe === undefined || probe === 'probing' || !probe.works) return undefined;
  return probe.speed && estimateStep(probe.speed, config, inputSize);
}

/** The fastest of the backends that have been measured, for a network; until one has, the one that runs everywhere. */
export function fastestBackend(
  known: Probes,
  config: Pick<UNetConfig, 'depth' | 'baseWidth'>,
  inputSize: number,
): BackendName {
  const seconds = (name: BackendName): number =>
    stepSeconds(known, name, config, inputSize) ?? Number.POSITIVE_INFINITY;
  return backendNames.reduce((best, name) => (seconds(name) < seconds(best) ? name : best), 'simd' as BackendName);
}
