import { type Signal, signal } from '@preact/signals';
import { wrap } from 'comlink';
import { type BackendName, backendNames } from './backend-name.ts';
import type { ProbeResult, ProbeWorker } from './probe-worker.ts';

/** What is known of each backend; `probing` while it is being tried. */
export type Probes = Readonly<Partial<Record<BackendName, ProbeResult | 'probing'>>>;

export const probes: Signal<Probes> = signal({});

/** A driver that compiles for so long, or hangs, is no help in training. */
const PATIENCE = 60_000;

let controller: AbortController | undefined;

/** Tries the backends that are not known yet, one after the other, each in a worker of its own; `simd` first, which is there at once. */
export async function probeBackends(): Promise<void> {
  if (controller !== undefined) return;
  controller = new AbortController();
  const { signal: stopped } = controller;
  for (const name of [...backendNames].reverse()) {
    if (stopped.aborted) break;
    if (probes.value[name] !== undefined) continue;
    probes.value = { ...probes.value, [name]: 'probing' };
    const result = await probe(name, stopped);
    // What was not finished is not known.
    const { [name]: _, ...others } = probes.value;
    probes.value = result === undefined ? others : { ...others, [name]: result };
  }
  if (controller?.signal === stopped) controller = undefined;
}

/** Leaves the processor and the GPU to somebody who needs them now. */
export function stopProbing(): void {
  controller?.abort();
  controller = undefined;
}

/** Tries all of them again. */
export async function probeAgain(): Promise<void> {
  stopProbing();
  probes.value = {};
  await probeBackends();
}

async function probe(name: BackendName, stopped: AbortSignal): Promise<ProbeResult | undefined> {
  const thread = new Worker(new URL('./probe-worker.ts', import.meta.url), { type: 'module', name: `probe ${name}` });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gaveUp = new Promise<ProbeResult | undefined>((resolve) => {
    stopped.addEventListener('abort', () => resolve(undefined));
    timer = setTimeout(() => resolve({ works: false, reason: 'did not answer within a minute' }), PATIENCE);
    thread.addEventListener('error', () => resolve({ works: false, reason: 'its worker could not be started' }));
  });
  try {
    return await Promise.race([wrap<ProbeWorker>(thread).probe(name), gaveUp]);
  } finally {
    clearTimeout(timer);
    thread.terminate();
  }
}
