import { env, type KernelBackend, registerBackend } from '@tensorflow/tfjs-core';
import type { BackendCandidate } from '../candidate.ts';
import { isEmulator } from '../device/emulated.ts';
import { limitTextures } from '../device/reuse-limit.ts';
import { rendererName, webglContext } from '../device/webgl-context.ts';
import { isStarted, registeredBackends } from '../registry.ts';
import { howToOffer, isOffered, loadOffered } from './offered.ts';

const packageName = '@tensorflow/tfjs-backend-webgl';

/** The part of the package that is used here. */
interface WebglModule {
  readonly MathBackendWebGL: new () => KernelBackend;
}

/** Its own in TensorFlow.js. */
const priority = 2;

/** The GPU by way of WebGL, in browsers; only if the program imports the entry for it. */
export const webgl: BackendCandidate = {
  name: 'webgl',
  backendName: 'webgl',
  packages: [packageName],
  howToInstall: howToOffer('webgl', packageName),
  isInstalled: async () => isOffered('webgl'),
  async load({ reuseLimit }) {
    const module = await loadOffered<WebglModule>('webgl', packageName);
    // Imported before and removed since, it does not register itself again.
    if (module !== undefined && !registeredBackends().includes('webgl')) {
      registerBackend('webgl', () => new module.MathBackendWebGL(), priority);
    }
    if (!env().getBool('HAS_WEBGL')) throw new Error('no WebGL context can be made');
    // What the application started stays as it was set up, unless it asks.
    if (!isStarted('webgl') || reuseLimit !== undefined) limitTextures(reuseLimit);
  },
  verify({ acceptEmulated }) {
    // Mobile GPUs of this kind lose exponentials, logarithms and small gradients.
    if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
      throw new Error('the GPU computes with 16 bits a value alone (float16), too few to train a network with');
    }
    if (!acceptEmulated && isEmulator(rendererName(webglContext()))) {
      throw new Error('the GPU is emulated on the CPU');
    }
  },
};
