import { engine, getBackend, removeBackend } from '@tensorflow/tfjs-core';
import { availableBackends, defaultBackends, initBackend } from '@unet/backends';
import '@unet/backends/webgl';
import { describe, expect, it } from 'vitest';
import { browserBackends } from '../src/candidates/browser.ts';

describe.runIf(typeof document !== 'undefined')('in a browser', () => {
  it('chooses webgl where it is preferred', async () => {
    const { name, reason } = await initBackend({ prefer: ['tensorflow-gpu', 'webgl'] });
    expect([name, getBackend()]).toEqual(['webgl', 'webgl']);
    expect(reason).toBe('webgl, as preferred; tensorflow-gpu did not start: it is not made for this platform');
  });

  it('does not choose an emulated GPU by itself, and leaves one running that ran', async () => {
    await expect(initBackend({ candidates: defaultBackends.filter(({ name }) => name === 'webgl') })).rejects.toThrow(
      /^initBackend: no backend works: backend "webgl" did not start: the GPU is emulated on the CPU; installed here: webgl$/,
    );
    expect(getBackend()).toBe('webgl');
    expect(engine().backendNames()).toContain('webgl');
  });

  it('has wasm only once the program has asked for it', async () => {
    const candidates = defaultBackends.filter(({ name }) => name === 'wasm');
    const isThere = async () => (await availableBackends(candidates))[0]!.installed;
    if (engine().backendNames().includes('wasm')) removeBackend('wasm');
    expect(await isThere()).toBe(false);
    await expect(initBackend({ candidates, prefer: 'wasm' })).rejects.toThrow(
      'initBackend: backend "wasm" is not installed (npm install @tensorflow/tfjs-backend-wasm, and import \'@unet/backends/wasm\'); installed here: none',
    );
    await import('../src/wasm.ts');
    expect(await isThere()).toBe(true);
    await expect(initBackend({ candidates, wasmPaths: '/nowhere/' })).rejects.toThrow(
      'initBackend: no backend works: backend "wasm" did not start: its binaries could not be loaded: serve the .wasm files of @tensorflow/tfjs-backend-wasm/dist and say where, initBackend({ wasmPaths: \'/folder/\' }); installed here: wasm',
    );
  });
});

it('knows the backends of browsers, fastest first', () => {
  expect(browserBackends.map(({ name }) => name)).toEqual(['webgpu', 'webgl', 'simd', 'wasm', 'cpu']);
});
