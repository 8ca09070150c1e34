import type { BackendCandidate } from '../candidate.ts';
import { areInstalled } from '../installed.ts';
import { importUnbundled } from '../unbundled/import-unbundled.ts';
import { placeBinaries, type WasmModule } from './wasm.ts';

const packages = ['@tensorflow/tfjs-backend-wasm'];

/** WebAssembly with SIMD, one thread. It finds its binaries itself. */
export const wasmNode: BackendCandidate = {
  name: 'wasm',
  backendName: 'wasm',
  packages,
  isInstalled: () => areInstalled(packages),
  async load({ wasmPaths }) {
    placeBinaries((await importUnbundled(packages[0]!)) as WasmModule, wasmPaths);
  },
};
