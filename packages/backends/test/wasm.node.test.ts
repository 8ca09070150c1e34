import { engine, getBackend, memory } from '@tensorflow/tfjs-core';
import { availableBackends, initBackend } from '@unet/backends';
import { expect, it } from 'vitest';

it('finds wasm in Node, chooses it before cpu, and does not load cpu', async () => {
  const { name, reason } = await initBackend({ exclude: ['tensorflow-gpu', 'tensorflow', 'webgpu', 'simd'] });
  expect([name, getBackend(), reason]).toEqual(['wasm', 'wasm', 'wasm, the fastest that works here']);
  expect(engine().backendNames()).toEqual(['wasm']);
  expect(memory().numTensors).toBe(0);
});

it('knows that wasm cannot train convolutions', async () => {
  const { name, tried } = await initBackend({ prefer: ['wasm', 'cpu'], kernels: ['Conv2DBackpropFilter'] });
  expect(name).toBe('cpu');
  expect(tried[0]).toMatchObject({ outcome: 'lacks kernels', detail: 'lacks Conv2DBackpropFilter' });
  expect(engine().backendNames()).toEqual(['wasm', 'cpu']);
});

it('lists the backends of Node', async () => {
  const list = await availableBackends();
  expect(list.map(({ name }) => name)).toEqual(['tensorflow-gpu', 'tensorflow', 'webgpu', 'simd', 'wasm', 'cpu']);
  const here = list.filter(({ name }) => ['simd', 'wasm', 'cpu'].includes(name));
  expect(here.map(({ installed }) => installed)).toEqual([true, true, true]);
});

it('says that a backend of the browser does not run here', async () => {
  await expect(initBackend({ prefer: 'webgl' })).rejects.toThrow(
    /^initBackend: backend "webgl" did not start: it is not made for this platform; installed here: .*simd, wasm, cpu$/,
  );
});
