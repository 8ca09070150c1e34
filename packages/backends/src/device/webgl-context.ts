import { backend } from '@tensorflow/tfjs-core';

/** The context of the current backend, which must be `webgl`. */
export function webglContext(): WebGLRenderingContext {
  return (backend() as unknown as { gpgpu: { gl: WebGLRenderingContext } }).gpgpu.gl;
}

/** The renderer's name, if the browser reveals it: `ANGLE (NVIDIA, …)`. */
export function rendererName(gl: WebGLRenderingContext): string {
  const debug = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(debug ? debug.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}
