import { cos, engine, getBackend, memory, removeBackend, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { defaultBackends, initBackend } from '@unet/backends';
import { expect, it, vi } from 'vitest';

// GPU backends are tried before it: here they are missing, emulated, or left out to save the time that it takes them to say so.
const candidates = defaultBackends.filter(({ name }) => ['simd', 'wasm', 'cpu'].includes(name));

// Pages of these tests are not isolated.
const alone =
  typeof document === 'undefined'
    ? ''
    : ', on one thread: the page is not isolated from other origins (headers COOP and COEP)';

it('is chosen before wasm and cpu, which it does not leave registered', async () => {
  const { name, reason } = await initBackend({ candidates });
  expect([name, getBackend(), reason]).toEqual(['simd', 'simd', `simd, the fastest that works here${alone}`]);
  expect(engine().backendNames()).not.toContain('cpu');
  expect(memory().numTensors).toBe(0);
});

it('computes with kernels of cpu, though cpu is not registered', () => {
  const cosines = tidy((): Tensor => cos(tensor1d([0, Math.PI])));
  expect([...cosines.dataSync()]).toEqual([1, -1]);
  cosines.dispose();
});

it('starts again after it was removed, without a word', async () => {
  const warn = vi.spyOn(console, 'warn');
  removeBackend('simd');
  expect((await initBackend({ candidates, prefer: 'simd' })).reason).toBe(`simd, as preferred${alone}`);
  expect(warn).not.toHaveBeenCalled();
});

it('has the gradients of convolutions that training needs', async () => {
  const kernels = ['Conv2DBackpropFilter', 'Conv2DBackpropInput', 'MaxPoolGrad'];
  expect((await initBackend({ candidates, kernels })).name).toBe('simd');
});

it('names the option of Node that helps where addresses are limited', () => {
  const { explain } = defaultBackends.find(({ name }) => name === 'simd')!;
  expect(explain!('WebAssembly.Memory(): could not allocate memory')).toBe(
    'WebAssembly.Memory(): could not allocate memory (in Node with a limit of addresses, ulimit -v: node --disable-wasm-trap-handler)',
  );
  expect(explain!('another')).toBe('another');
});
