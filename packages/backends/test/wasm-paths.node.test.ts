import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { engine } from '@tensorflow/tfjs-core';
import { initBackend } from '@unet/backends';
import { expect, it, vi } from 'vitest';

it('tells wasm where its binaries are, and reports that they are not there', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const folder = `${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`;
  const binaries = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'];
  const missing = Object.fromEntries(binaries.map((name) => [name, join(folder, 'no-such-folder', name)]));
  await expect(initBackend({ prefer: 'wasm', wasmPaths: missing })).rejects.toThrow(
    /^initBackend: backend "wasm" did not start: /,
  );
  expect(engine().backendNames()).toEqual([]);
  printed.mockRestore();
});
