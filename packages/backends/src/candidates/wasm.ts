import { env } from '@tensorflow/tfjs-core';
import type { BackendCandidate, WasmPaths } from '../candidate.ts';
import { howToOffer, isOffered, loadOffered } from './offered.ts';

const packageName = '@tensorflow/tfjs-backend-wasm';

/** The part of the package that is used here. */
export interface WasmModule {
  setWasmPaths(paths: WasmPaths): void;
  /** Where the bundler has put the binaries, if it has. */
  readonly binaries?: WasmPaths;
}

/** WebAssembly with SIMD in browsers, on one thread; only if the program imports the entry for it. */
export const wasm: BackendCandidate = {
  name: 'wasm',
  backendName: 'wasm',
  packages: [packageName],
  howToInstall: howToOffer('wasm', packageName),
  isInstalled: async () => isOffered('wasm'),
  async load({ wasmPaths }) {
    const wasmModule = await loadOffered<WasmModule>('wasm', packageName);
    // Its threads run the text of functions of its own, in which a minifier has renamed what that text needs: on a page that is isolated from
    // other origins the backend of a minified bundle never answers.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (wasmModule) placeBinaries(wasmModule, wasmPaths ?? wasmModule.binaries);
  },
  explain: (message) =>
    message.includes('serve the `.wasm` file')
      ? `its binaries could not be loaded: serve the .wasm files of ${packageName}/dist and say where, initBackend({ wasmPaths: '/folder/' })`
      : message,
};

/** Tells the backend where its binaries are, if that is said. */
export function placeBinaries({ setWasmPaths }: WasmModule, paths: WasmPaths | undefined): void {
  if (paths !== undefined) setWasmPaths(paths);
}
