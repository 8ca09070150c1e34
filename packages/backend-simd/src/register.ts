import '@tensorflow/tfjs-backend-cpu';
import {
  findBackendFactory,
  getKernel,
  getKernelsForBackend,
  type KernelConfig,
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
  return registerBackend('simd', start, PRIORITY);

  async function start(): Promise<SimdBackend> {
    const wasRegistered = findBackendFactory('simd') === start;
    const backend = await SimdBackend.start(simdOptions());
    // Whoever removed it in the meantime could not end the threads that were only starting.
    if (wasRegistered && findBackendFactory('simd') !== start) {
      backend.dispose();
      throw new Error('backend simd: it was removed while it started');
    }
    return backend;
  }
}

function registerKernels(): void {
  for (const config of simdKernels) register(config, (backend, run) => backend.undoing(run));
  // What is not computed in WebAssembly is taken over, as copyRegisteredKernels does, which would warn about what is there.
  for (const config of getKernelsForBackend('cpu')) register(config, (backend, run) => backend.onCpu(run));
}

type Kernel = ReturnType<KernelConfig['kernelFunc']>;

function register(config: KernelConfig, within: (backend: SimdBackend, run: () => Kernel) => Kernel): void {
  const { kernelName, kernelFunc } = config;
  if (getKernel(kernelName, 'simd')) return;
  registerKernel({
    ...config,
    backendName: 'simd',
    kernelFunc: (params) => within(params.backend as SimdBackend, () => kernelFunc(params)),
  });
}
