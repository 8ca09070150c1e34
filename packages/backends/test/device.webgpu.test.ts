import { add, backend, dispose, engine, memory, ones, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { deviceLimits, initBackend, onDeviceLost } from '@unet/backends';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const MEBIBYTE = 2 ** 20;

/** Bytes of the buffers that the backend has, in use or kept. */
const allocated = (): number =>
  (memory() as unknown as { readonly numBytesAllocatedInGPU: number }).numBytesAllocatedInGPU;

interface Device {
  readonly limits: { readonly maxStorageBufferBindingSize: number; readonly maxBufferSize: number };
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  destroy(): void;
}

const device = (): Device => (engine().backend as unknown as { device: Device }).device;

/** Makes and releases tensors of ever other sizes, as tiles of many sizes do; in all so many bytes. */
function useManySizes(bytes: number): void {
  for (let used = 0, side = 300; used < bytes; used += 3 * 4 * side ** 2, side++) {
    tidy(() => add(ones([side, side]), ones([side, side]))).dispose();
  }
}

beforeEach(() => initBackend({ prefer: 'webgpu' }));

afterEach(() => vi.restoreAllMocks());

it('tells its limits', () => {
  const { maxStorageBufferBindingSize, maxBufferSize } = device().limits;
  const limits = deviceLimits();
  expect(limits).toEqual({
    backendName: 'webgpu',
    device: expect.stringContaining('swiftshader'),
    emulated: true,
    float32: true,
    largestTensorBytes: Math.min(maxStorageBufferBindingSize, maxBufferSize),
    textureSide: undefined,
    memory: undefined,
    unfoldsConvolutions: false,
  });
  expect(limits.largestTensorBytes).toBeGreaterThanOrEqual(128 * MEBIBYTE);
});

it('gives memory back once it holds more than the limit, whatever the sizes', async () => {
  await initBackend({ prefer: 'webgpu', reuseLimit: 8 * MEBIBYTE });
  // Without another limit the last one stays.
  await initBackend({ prefer: 'webgpu' });
  useManySizes(32 * MEBIBYTE);
  // A read waits for everything before it, and what was waiting to be given back is.
  const sum = tidy(() => add(ones([20, 100]), ones([20, 100])));
  expect((await sum.data())[0]).toBe(2);
  sum.dispose();
  expect(allocated()).toBeLessThanOrEqual(8 * MEBIBYTE);
  expect(allocated(), 'some of it is kept').toBeGreaterThan(4 * MEBIBYTE);

  await initBackend({ prefer: 'webgpu', reuseLimit: Number.POSITIVE_INFINITY });
  useManySizes(32 * MEBIBYTE);
  expect(allocated()).toBeGreaterThan(16 * MEBIBYTE);
});

describe('a lost device', () => {
  /** Makes the device look as if it were lost in this way. */
  function lose(reason: string, message: string): void {
    vi.spyOn(device(), 'lost', 'get').mockReturnValue(Promise.resolve({ reason, message }));
  }

  it('is reported with what the browser says', async () => {
    lose('unknown', 'the driver was reset');
    const listener = vi.fn();
    onDeviceLost(listener);
    await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce());
    expect(listener).toHaveBeenCalledWith({ backendName: 'webgpu', message: 'the driver was reset' });
  });

  it('is reported if the browser says nothing', async () => {
    lose('unknown', '');
    const listener = vi.fn();
    onDeviceLost(listener);
    await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce());
    expect(listener).toHaveBeenCalledWith({ backendName: 'webgpu', message: 'the WebGPU device was lost' });
  });

  it('is replaced by initBackend; one that somebody destroyed is not reported', async () => {
    const [listener, before] = [vi.fn(), backend()];
    onDeviceLost(listener);
    const kept = tidy(() => add(ones([20, 100]), 1));
    device().destroy();
    await device().lost;
    await expect(kept.data()).rejects.toThrow();
    expect(listener).not.toHaveBeenCalled();

    expect((await initBackend({ prefer: 'webgpu' })).reason).toBe('webgpu, as preferred');
    expect(backend()).not.toBe(before);
    const sum = tidy((): Tensor => add(ones([20, 100]), 1));
    expect((await sum.data())[0]).toBe(2);
    dispose([kept, sum]);
    expect(memory().numTensors).toBe(0);
  });
});
