import { engine, env, removeBackend } from '@tensorflow/tfjs-core';
import { deviceLimits, initBackend } from '@unet/backends';
import { fitsDevice } from '@unet/model';
import { afterEach, describe, expect, it } from 'vitest';

const inBrowser = typeof document !== 'undefined';

afterEach(() => {
  for (const name of engine().backendNames()) if (name !== 'webgl') removeBackend(name);
});

it('are what the model asks for, as they are', async () => {
  await initBackend({ prefer: 'cpu' });
  expect(fitsDevice({ depth: 1, baseWidth: 1 }, deviceLimits(), { use: 'train', inputSize: 28 })).toBe(true);
  expect(
    fitsDevice({ depth: 1, baseWidth: 1 }, { ...deviceLimits(), memory: 1000 }, { use: 'train', inputSize: 28 }),
  ).toBe(false);
});

it('of cpu are those of the machine, which are unknown', async () => {
  await initBackend({ prefer: 'cpu' });
  expect(deviceLimits()).toEqual({
    backendName: 'cpu',
    device: undefined,
    emulated: false,
    float32: true,
    largestTensorBytes: undefined,
    textureSide: undefined,
    memory: undefined,
    unfoldsConvolutions: false,
  });
});

it('of simd are what it was given', async () => {
  const { configureSimd } = await import('@unet/backend-simd');
  configureSimd({ maximumMemory: 2 ** 28 });
  try {
    await initBackend({ prefer: 'simd' });
    expect(deviceLimits()).toMatchObject({ backendName: 'simd', largestTensorBytes: 2 ** 28, memory: 2 ** 28 });
  } finally {
    configureSimd({});
  }
});

// In the browser nobody serves its binaries here.
it.skipIf(inBrowser)('of wasm are the addresses that it has', async () => {
  await initBackend({ prefer: 'wasm' });
  expect(deviceLimits()).toMatchObject({ backendName: 'wasm', largestTensorBytes: 4294901760, memory: 4294901760 });
});

it.skipIf(inBrowser)('need a backend', () => {
  expect(() => deviceLimits()).toThrow(/^deviceLimits: a backend must be current; await initBackend\(\) first$/);
});

describe.runIf(inBrowser)('of webgl', () => {
  it('are its largest texture and its renderer', async () => {
    await initBackend({ prefer: 'webgl' });
    const limits = deviceLimits();
    const side = limits.textureSide!;
    expect(side).toBeGreaterThanOrEqual(2048);
    expect(limits).toEqual({
      backendName: 'webgl',
      device: expect.stringContaining('SwiftShader'),
      emulated: true,
      float32: true,
      largestTensorBytes: 4 * side ** 2,
      textureSide: side,
      memory: undefined,
      unfoldsConvolutions: true,
    });
  });

  it('are those that TensorFlow.js keeps to', async () => {
    await initBackend({ prefer: 'webgl' });
    const before = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
    env().set('WEBGL_MAX_TEXTURE_SIZE', 1024);
    try {
      expect(deviceLimits()).toMatchObject({ textureSide: 1024, largestTensorBytes: 2 ** 22 });
    } finally {
      env().set('WEBGL_MAX_TEXTURE_SIZE', before);
    }
  });
});
