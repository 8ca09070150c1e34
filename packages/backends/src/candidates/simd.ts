import { backend } from '@tensorflow/tfjs-core';
import type { BackendCandidate } from '../candidate.ts';

/** WebAssembly with SIMD on up to 8 processors, in Node and in browsers; on one thread where a page may not share memory. */
export const simd: BackendCandidate = {
  name: 'simd',
  backendName: 'simd',
  packages: ['@unet/backend-simd'],
  isInstalled: async () => true,
  async load() {
    const { registerSimd } = await import('@unet/backend-simd');
    // Imported before and removed since, it would not register itself again.
    registerSimd();
  },
  // V8 reserves 10 GiB of addresses for any memory of WebAssembly, to catch accesses behind its end, which `ulimit -v` may forbid.
  explain: (message) =>
    message.includes('could not allocate memory')
      ? `${message} (in Node with a limit of addresses, ulimit -v: node --disable-wasm-trap-handler)`
      : message,
  remark() {
    const { crossOriginIsolated = true } = globalThis as { crossOriginIsolated?: boolean };
    const { threads } = backend() as unknown as { readonly threads: number };
    return threads === 1 && !crossOriginIsolated
      ? 'on one thread: the page is not isolated from other origins (headers COOP and COEP)'
      : undefined;
  },
};
