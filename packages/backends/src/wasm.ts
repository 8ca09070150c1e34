import { offer } from './candidates/offered.ts';

export { wasm } from './candidates/wasm.ts';

/**
 * `import '@unet/backends/wasm'` lets `initBackend` choose `wasm` in browsers. Left to itself the backend looks for its binaries beside the
 * page; these expressions make bundlers (Vite, webpack, Turbopack, and Parcel by `alias` in package.json) copy them and put in where they will be.
 */
offer('wasm', async () => ({
  ...(await import('@tensorflow/tfjs-backend-wasm')),
  binaries: {
    'tfjs-backend-wasm.wasm': new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm', import.meta.url)
      .href,
    'tfjs-backend-wasm-simd.wasm': new URL(
      '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
      import.meta.url,
    ).href,
    'tfjs-backend-wasm-threaded-simd.wasm': new URL(
      '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm',
      import.meta.url,
    ).href,
  },
}));
