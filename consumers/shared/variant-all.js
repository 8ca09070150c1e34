// What comes with the package, and what a program asks for.
import '@unet/backends/wasm';
import '@unet/backends/webgpu';

export const backends = ['webgpu', 'webgl', 'simd', 'wasm', 'cpu'];
