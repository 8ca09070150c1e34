interface WebglBackend {
  readonly gpgpu: { readonly gl: WebGLRenderingContext };
}

interface WebgpuBackend {
  readonly device: { readonly lost: Promise<unknown> };
}

/** Whether a backend that has been started has lost its GPU since; a backend without one has not. */
export async function hasLostDevice(instance: unknown): Promise<boolean> {
  const { gpgpu, device } = instance as Partial<WebglBackend & WebgpuBackend>;
  if (gpgpu !== undefined) return gpgpu.gl.isContextLost();
  if (device === undefined) return false;
  // Of promises that have settled, the first wins.
  return Promise.race([device.lost.then(() => true), Promise.resolve().then(() => false)]);
}
