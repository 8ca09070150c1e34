import { backend, env } from '@tensorflow/tfjs-core';
import type { BackendCandidate } from '../candidate.ts';
import { areInstalled } from '../installed.ts';

const packages = ['@tensorflow/tfjs-backend-webgl'];
const load = (): Promise<unknown> => import('@tensorflow/tfjs-backend-webgl');

/** Names of renderers that compute on the CPU: ANGLE's, Mesa's, and that of Windows. */
const emulators = /swiftshader|llvmpipe|softpipe|basic render/i;

/** The GPU by way of WebGL, in browsers. */
export const webgl: BackendCandidate = {
  name: 'webgl',
  backend: 'webgl',
  packages,
  isInstalled: () => areInstalled(packages, load),
  async load() {
    await load();
    if (!env().getBool('HAS_WEBGL')) throw new Error('no WebGL context can be made');
  },
  verify({ acceptEmulated }) {
    // Mobile GPUs that render to float16 alone lose exponentials and logarithms.
    if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) throw new Error('the GPU renders float16 alone');
    if (!acceptEmulated && emulators.test(rendererName())) throw new Error('the GPU is emulated on the CPU');
  },
};

function rendererName(): string {
  const { gl } = (backend() as unknown as { gpgpu: { gl: WebGLRenderingContext } }).gpgpu;
  const debug = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(debug ? debug.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}
