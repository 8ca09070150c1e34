import { builtin, nodeVersion } from '../platform.ts';
import { withPrivateMemory } from './memory-import.ts';

/**
 * Compiles the kernels.
 * @param relaxed which of the two modules: with relaxed SIMD, or without
 * @param shared whether the memory that they are given is shared between threads
 */
export async function loadModule(relaxed: boolean, shared: boolean): Promise<WebAssembly.Module> {
  const { base64 } = relaxed ? await import('../generated/relaxed.ts') : await import('../generated/plain.ts');
  const bytes = decode(base64);
  return WebAssembly.compile(shared ? bytes : withPrivateMemory(bytes));
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/**
 * Whether relaxed SIMD is there. Node 20 and 21 have it behind a flag, which is set: the flag changes nothing but which modules are valid.
 */
export function hasRelaxedSimd(): boolean {
  if (WebAssembly.validate(PROBE)) return true;
  // Later ones do not know the flag, and say so on standard error.
  if (nodeVersion() < 22) builtin('node:v8')?.setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.validate(PROBE);
}

/** A module with one function that takes three vectors and returns their f32x4.relaxed_madd (0xfd 0x85 0x02). */
const PROBE: Uint8Array<ArrayBuffer> = new Uint8Array([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x01, 0x60, 0x03, 0x7b, 0x7b, 0x7b, 0x01, 0x7b, 0x03,
  0x02, 0x01, 0x00, 0x0a, 0x0d, 0x01, 0x0b, 0x00, 0x20, 0x00, 0x20, 0x01, 0x20, 0x02, 0xfd, 0x85, 0x02, 0x0b,
]);
