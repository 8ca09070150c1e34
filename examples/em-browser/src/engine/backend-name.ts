/** The backends that the page offers. All of them train; `cpu` and `wasm` would be slower than `simd` everywhere. */
export type BackendName = 'webgpu' | 'webgl' | 'simd';

/** In the order in which people think of them. */
export const backendNames: readonly BackendName[] = ['webgpu', 'webgl', 'simd'];

/** What each is, for people. */
export const backendTitles: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU (graphics card)',
  webgl: 'WebGL (graphics card)',
  simd: 'WebAssembly (processor)',
};
