import { backend } from '@tensorflow/tfjs-core';
import type { BackendCandidate, LoadOptions } from '../candidate.ts';
import { type BufferManager, limitBuffers } from '../device/reuse-limit.ts';
import { missingPackage } from '../installed.ts';
import { howToOffer, isOffered, loadOffered } from './offered.ts';

/** The part of WebGPU's entry point that is used here. */
export interface Gpu {
  requestAdapter(): Promise<{ readonly info?: { readonly isFallbackAdapter?: boolean } } | null>;
}

const packageName = '@tensorflow/tfjs-backend-webgpu';

/** The GPU by way of WebGPU, in browsers; only if the program imports the entry for it. The package registers its backend where `navigator.gpu` is. */
export const webgpu: BackendCandidate = {
  name: 'webgpu',
  backendName: 'webgpu',
  packages: [packageName],
  howToInstall: howToOffer('webgpu', packageName),
  isInstalled: async () => isOffered('webgpu'),
  async load({ acceptEmulated }) {
    // Before the GPU: who has found a browser with one is not to be told next that a package is missing.
    if (!isOffered('webgpu')) throw missingPackage(packageName);
    await requireAdapter((navigator as { gpu?: Gpu }).gpu, acceptEmulated);
    await loadOffered('webgpu', packageName);
  },
  verify: limitMemory,
};

/** Limits what the backend, which is current, keeps for reuse. */
export function limitMemory({ reuseLimit }: LoadOptions): void {
  limitBuffers((backend() as unknown as { bufferManager: BufferManager }).bufferManager, reuseLimit);
}

/** The backend takes for granted that there is an adapter, and takes one that is emulated on the CPU. */
export async function requireAdapter(gpu: Gpu | undefined, acceptEmulated: boolean): Promise<void> {
  if (gpu === undefined) throw new Error('there is no navigator.gpu (an old browser, or not a secure context)');
  const adapter = await gpu.requestAdapter();
  if (adapter === null) throw new Error('no GPU adapter was found');
  if (adapter.info?.isFallbackAdapter && !acceptEmulated) throw new Error('the only GPU is emulated on the CPU');
}
