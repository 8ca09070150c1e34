import { getBackend } from '@tensorflow/tfjs-core';
import { checkFunction } from '@unet/tensor/internal';
import { webglContext } from './webgl-context.ts';
import { webgpuDevice } from './webgpu-device.ts';

/** A GPU that is gone, and with it all values that were on it. */
export interface DeviceLoss {
  /** Backend that lost it, as TensorFlow.js calls it. */
  readonly backendName: string;
  /** What the browser says, for people; `webgl` says nothing. */
  readonly message: string;
}

/**
 * Calls `listener` once if the current backend loses its GPU: the driver was reset or updated, the computer slept, a kernel ran so long that
 * the watchdog stopped it, the browser took the GPU away from a page in the background. A backend that is removed has lost nothing.
 * Backends on the CPU never call it.
 *
 * The values of all tensors are gone then. On `webgl` nothing throws: operations give zeros, and a `data()` under way never settles, so that
 * a training loop hangs; on `webgpu` reads reject. To go on, in the same page or worker: dispose the tensors, call `initBackend` again, which
 * replaces a backend whose GPU is lost, and load the last checkpoint.
 * @returns a function that ends it
 * @throws Error if no backend is current
 * @example
 * const lost = new Promise((_, reject) => onDeviceLost(({ message }) => reject(new Error(message))));
 * for (const steps = train(state, source, options); ; ) {
 *   const { done, value } = await Promise.race([steps.next(), lost]);
 *   if (done) break;
 * }
 */
export function onDeviceLost(listener: (loss: DeviceLoss) => void): () => void {
  checkFunction('onDeviceLost', 'listener', listener);
  const backend = getBackend() as string | null;
  if (backend === null) throw new Error('onDeviceLost: a backend must be current; await initBackend() first');
  let listening = true;
  const report = (message: string): void => {
    if (!listening) return;
    listening = false;
    listener({ backendName: backend, message });
  };
  if (backend === 'webgl') watchContext(report);
  if (backend === 'webgpu') watchDevice(report);
  return () => {
    listening = false;
  };
}

function watchContext(report: (message: string) => void): void {
  const gl = webglContext();
  const message = 'the WebGL context was lost';
  if (gl.isContextLost()) queueMicrotask(() => report(message));
  else gl.canvas.addEventListener('webglcontextlost', () => report(message), { once: true });
}

function watchDevice(report: (message: string) => void): void {
  void webgpuDevice().lost.then(({ reason, message }) => {
    // Whoever destroys a device knows it.
    if (reason !== 'destroyed') report(message || 'the WebGPU device was lost');
  });
}
