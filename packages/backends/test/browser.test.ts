import { engine, getBackend } from '@tensorflow/tfjs-core';
import { availableBackends, defaultBackends, initBackend } from '@unet/backends';
import { describe, expect, it } from 'vitest';
import * as browser from '../src/browser.ts';

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

  it('has the same backends in the entry for browsers', async () => {
    expect(browser.defaultBackends).toBe(defaultBackends);
    const webgl = defaultBackends.filter(({ name }) => name === 'webgl');
    expect(await browser.availableBackends(webgl)).toEqual(await availableBackends(webgl));
    expect((await browser.initBackend({ prefer: 'webgl' })).name).toBe('webgl');
  });
});

it('knows the backends of browsers, fastest first', () => {
  expect(browser.defaultBackends.map(({ name }) => name)).toEqual(['webgpu', 'webgl', 'simd', 'wasm', 'cpu']);
});
