import type { BackendCandidate } from './candidate.ts';
import { registeredBackends, withdrawBackends } from './registry.ts';

/** Whether one backend is installed. */
export interface AvailableBackend {
  readonly name: string;
  /** What must be installed for it. */
  readonly packages: readonly string[];
  readonly installed: boolean;
}

/** Asks each candidate whether it is installed; leaves the registry of TensorFlow.js as it was. */
export async function listBackends(candidates: readonly BackendCandidate[]): Promise<AvailableBackend[]> {
  const before = registeredBackends();
  const list: AvailableBackend[] = [];
  for (const candidate of candidates) {
    list.push({
      name: candidate.name,
      packages: candidate.packages,
      installed: await candidate.isInstalled(),
    });
  }
  withdrawBackends(before);
  return list;
}
