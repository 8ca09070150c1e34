import { getBackend, getKernel } from '@tensorflow/tfjs-core';

/**
 * Backends whose own kernel for a gradient is too slow or wrong, so that the operation is composed from their fast kernels.
 * A backend that is not listed uses its own kernel if it has one.
 */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  // webgl, webgpu: one thread per weight loops over all pixels, the slowest kernel of a U-Net, and long enough to trip a GPU's
  // watchdog. cpu: many times slower than its forward convolution.
  Conv2DBackpropFilter: ['cpu', 'webgl', 'webgpu'],
  // wasm: 1.4 GFLOPS, a tenth of its forward convolution. webgl: reads one value of a texel of four where its forward convolution reads all.
  Conv2DBackpropInput: ['wasm', 'webgl'],
  // wasm: no gradient where all inputs of a window are <= 0, and ties go to the last maximum.
  MaxPoolGrad: ['wasm'],
};

/** Whether the current backend has a good kernel of this name. */
export function hasGradientKernel(name: keyof typeof COMPOSED & string): boolean {
  const backend = getBackend();
  return !COMPOSED[name]?.includes(backend) && getKernel(name, backend) !== undefined;
}
