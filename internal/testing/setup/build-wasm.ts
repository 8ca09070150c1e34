import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../packages/backend-simd/scripts/build-wasm.mjs', import.meta.url));

/** Tests see the sources, so what is made of sources must be there and fresh. Does nothing if nothing changed. */
export function setup(): void {
  execFileSync(process.execPath, [script], { stdio: 'inherit' });
}
