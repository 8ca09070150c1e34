import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { base64 as plain } from '../src/generated/plain.ts';
import { base64 as relaxed } from '../src/generated/relaxed.ts';
import { hasRelaxedSimd, loadModule } from '../src/module/load-module.ts';
import { withPrivateMemory } from '../src/module/memory-import.ts';

// Node 20 has to be told.
beforeAll(() => {
  hasRelaxedSimd();
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([
  ['plain', plain, false],
  ['relaxed', relaxed, true],
] as const)('the %s module', (_, base64, isRelaxed) => {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));

  test('takes shared memory, and changed by one bit memory of one thread', async () => {
    const changed = withPrivateMemory(bytes);
    expect(changed.filter((byte, index) => byte !== bytes[index])).toHaveLength(1);
    for (const shared of [true, false]) {
      const module = await loadModule(isRelaxed, shared);
      const memory = (other: boolean) => new WebAssembly.Memory({ initial: 1, maximum: 65535, shared: other });
      await expect(WebAssembly.instantiate(module, { env: { memory: memory(!shared) } })).rejects.toThrow('memory');
      await WebAssembly.instantiate(module, { env: { memory: memory(shared) } });
    }
  });

  test('imports memory and nothing else, exports kernels and nothing else', async () => {
    const module = await loadModule(isRelaxed, true);
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
    expect(new Set(WebAssembly.Module.exports(module).map(({ kind }) => kind))).toEqual(new Set(['function']));
  });

  test('holds relaxed operations or none', () => {
    // f32x4.relaxed_madd: 0xfd, then 0x105 as LEB128.
    const place = Buffer.from(bytes).indexOf(Buffer.from([0xfd, 0x85, 0x02]));
    expect(place === -1).toBe(!isRelaxed);
  });
});

test('a module without an import of memory is refused', () => {
  const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  expect(() => withPrivateMemory(empty)).toThrow('the kernels do not import memory alone');
});

test('relaxed SIMD is there, or is switched on where Node has a flag for it', () => {
  expect(hasRelaxedSimd()).toBe(true);
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  expect(hasRelaxedSimd()).toBe(false);
  expect(validate).toHaveBeenCalledTimes(2);
});
