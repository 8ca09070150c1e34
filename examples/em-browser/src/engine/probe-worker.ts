import { BackendError } from '@unet/backends';
import { measureSpeed, type Speed } from '@unet/run';
import { expose } from 'comlink';
import type { BackendName } from './backend-name.ts';
import { type StartedBackend, startBackend } from './start-backend.ts';

/** What a backend is on this machine, or why it cannot run. */
export type ProbeResult =
  | {
      readonly works: true;
      readonly backend: StartedBackend;
      /** Undefined for a GPU that is emulated on the processor: slower than WebAssembly, however slow that is. */
      readonly speed: Speed | undefined;
    }
  | { readonly works: false; readonly reason: string };

/** A worker that tries one backend; it is to be terminated afterwards, and the GPU's memory goes with it. */
export interface ProbeWorker {
  probe(name: BackendName): Promise<ProbeResult>;
}

const worker: ProbeWorker = {
  async probe(name) {
    try {
      const backend = await startBackend(name);
      return { works: true, backend, speed: backend.limits.emulated ? undefined : await measureSpeed() };
    } catch (error) {
      return { works: false, reason: reasonOf(error) };
    }
  },
};

expose(worker);

function reasonOf(error: unknown): string {
  if (error instanceof BackendError) return error.tried.at(-1)?.detail ?? error.message;
  return error instanceof Error ? error.message : String(error);
}
