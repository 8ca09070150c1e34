import { setBackend } from '@tensorflow/tfjs-core';
import { initBackend } from '@unet/backends';

/**
 * Starts a TensorFlow.js backend by name; without one, whatever `initBackend` finds to be the fastest here.
 * @param {{ backend?: string, threads?: number, relaxed?: 'auto' | 'true' | 'false', convolution?: string }} options all but the name
 * are for `simd` alone; its own defaults where they are missing
 * @returns {Promise<string>} the name of the backend
 */
export async function startBackend({ backend, threads, relaxed = 'auto', convolution } = {}) {
  if (backend !== 'simd') return (await initBackend(backend === undefined ? {} : { prefer: backend })).name;
  // Not a static import: everything else here runs without the package.
  const { configureSimd } = await import('@unet/backend-simd');
  const settings = { threads, relaxed: relaxed === 'auto' ? undefined : relaxed === 'true', convolution };
  configureSimd(Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)));
  if (!(await setBackend('simd'))) throw new Error('startBackend: TensorFlow.js did not accept the backend simd');
  return backend;
}
