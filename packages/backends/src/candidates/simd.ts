import type { BackendCandidate } from '../candidate.ts';
import { areInstalled } from '../installed.ts';

const packages = ['@unet/backend-simd'];
const load = (): Promise<typeof import('@unet/backend-simd')> => import('@unet/backend-simd');

/** WebAssembly with SIMD on up to 8 processors, in Node and in browsers; on one thread where a page may not share memory. */
export const simd: BackendCandidate = {
  name: 'simd',
  backendName: 'simd',
  packages,
  isInstalled: () => areInstalled(packages, load),
  async load() {
    const { registerSimd } = await load();
    // Imported before and removed since, it would not register itself again.
    registerSimd();
  },
};
