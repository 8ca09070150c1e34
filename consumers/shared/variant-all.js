/** What comes with the package, and what is installed beside it. */
export const backends = ['webgpu', 'webgl', 'simd', 'wasm', 'cpu'];
