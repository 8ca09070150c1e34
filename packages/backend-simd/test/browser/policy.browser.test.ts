import { add, backend, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import { configureSimd, registerSimd, type SimdBackend } from '@unet/backend-simd';
import { afterAll, expect, test } from 'vitest';
import { stopSimd } from '../support/configurations.ts';

afterAll(stopSimd);

test('where the page forbids workers that are made of text it computes on one thread', async () => {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "worker-src 'self'";
  document.head.append(policy);
  configureSimd({ threads: 2 });
  registerSimd();
  expect(await setBackend('simd')).toBe(true);
  expect((backend() as SimdBackend).threads).toBe(1);
  expect(add(tensor1d(new Float32Array(100_000)), 1).dataSync()[99_999]).toBe(1);
});
