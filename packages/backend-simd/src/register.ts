import '@tensorflow/tfjs-backend-cpu';
import {
  findBackendFactory,
  getKernel,
  getKernelsForBackend,
  registerBackend,
  registerKernel,
} from '@tensorflow/tfjs-core';
import { SimdBackend } from './backend.ts';
import { simdKernels } from './kernels/index.ts';
import { simdOptions } from './options.ts';

/** As `wasm` and `webgl`, so that TensorFlow.js itself prefers a backend that somebody imports after this one. */
const PRIORITY = 2;

/**
 * Registers the backend `simd` and its kernels. Importing the package does it once; call it again after `tf.removeBackend('simd')`, which
 * forgets how the backend is made.
 * @returns false if it was registered already
 */
export function registerSimd(): boolean {
  registerKernels();
  // registerBackend would say the same, but not without a warning.
  if (findBackendFactory('simd')) return false;
  return registerBackend('simd', () => SimdBackend.start(simdOptions()), PRIORITY);
}

function registerKernels(): void {
  for (const config of simdKernels) if (!getKernel(config.kernelName, 'simd')) registerKernel(config);
  // What is not computed in WebAssembly is taken over, as copyRegisteredKernels does, which would warn about what is there.
  for (const config of getKernelsForBackend('cpu')) {
    if (!getKernel(config.kernelName, 'simd')) registerKernel({ ...config, backendName: 'simd' });
  }
}
