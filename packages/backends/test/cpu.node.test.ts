import { backend_util, engine, env, getBackend, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { initBackend } from '@unet/backends';
import { expect, it, vi } from 'vitest';

it('starts cpu without its banner, and hides no other warning', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { name, reason } = await initBackend({ prefer: 'cpu' });
  expect([name, getBackend(), reason]).toEqual(['cpu', 'cpu', 'cpu, as preferred']);
  expect(engine().backendNames()).toEqual(['cpu']);
  expect(tidy(() => tensor1d([1, 2]).dataSync())).toEqual(Float32Array.of(1, 2));
  expect(warn).not.toHaveBeenCalled();
  expect(env().getBool('IS_NODE')).toBe(true);
  backend_util.warn('another');
  expect(warn).toHaveBeenCalledExactlyOnceWith('another');
});
