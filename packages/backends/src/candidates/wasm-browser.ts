import type { BackendCandidate } from '../candidate.ts';
import { loadWasm, wasm } from './wasm.ts';

/**
 * The `wasm` backend for browsers. Left to itself it looks for its binaries beside the page; these expressions make bundlers (Vite,
 * webpack 5, Parcel) copy them and put in where they will be.
 */
export const wasmBrowser: BackendCandidate = {
  ...wasm,
  load: ({ wasmPaths }) =>
    loadWasm(
      wasmPaths ?? {
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
    ),
};
