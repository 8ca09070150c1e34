import type { BackendCandidate, WasmPaths } from '../candidate.ts';
import { areInstalled } from '../installed.ts';

const packages = ['@tensorflow/tfjs-backend-wasm'];

/** WebAssembly with SIMD, one thread; in browsers that isolate the page from other origins also threads. In Node it finds its binaries itself. */
export const wasm: BackendCandidate = {
  name: 'wasm',
  backendName: 'wasm',
  packages,
  isInstalled: () => areInstalled(packages, () => import('@tensorflow/tfjs-backend-wasm')),
  load: ({ wasmPaths }) => loadWasm(wasmPaths),
};

/** Imports the backend and tells it where its binaries are, if that is said. */
export async function loadWasm(wasmPaths: WasmPaths | undefined): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  if (wasmPaths !== undefined) setWasmPaths(wasmPaths as string);
}
