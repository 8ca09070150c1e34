import '@unet/backends/webgl';
import '@unet/backends/webgpu';
import { type DeviceLimits, deviceLimits, initBackend } from '@unet/backends';
import type { BackendName } from './backend-name.ts';

/** A backend that computes in this worker now. Plain JSON. */
export interface StartedBackend {
  readonly name: BackendName;
  /** `simd`: processors that compute; 1 where the page may not share memory between threads. */
  readonly threads: number | undefined;
  /** What it can hold. */
  readonly limits: DeviceLimits;
}

/**
 * Starts a backend in a worker. One that is named is wanted, so a GPU that is emulated on the processor will do.
 * @throws BackendError, in one line with the reason, if it cannot run here
 */
export async function startBackend(name: BackendName): Promise<StartedBackend> {
  const { backend } = await initBackend({ prefer: name });
  const { threads } = backend as unknown as { readonly threads?: number };
  return { name, threads, limits: deviceLimits() };
}
