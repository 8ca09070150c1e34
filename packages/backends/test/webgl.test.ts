import { add, dispose, engine, env, memory, ones, removeBackend, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { initBackend, onDeviceLost } from '@unet/backends';
import '@unet/backends/webgl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const FLAG = 'WEBGL_DELETE_TEXTURE_THRESHOLD';
const MEBIBYTE = 2 ** 20;

/** Bytes of the textures that the backend has, in use or kept. */
const allocated = (): number =>
  (memory() as unknown as { readonly numBytesInGPUAllocated: number }).numBytesInGPUAllocated;

const context = (): WebGLRenderingContext =>
  (engine().backend as unknown as { gpgpu: { gl: WebGLRenderingContext } }).gpgpu.gl;

/** Makes and releases tensors of ever other sizes, as tiles of many sizes do; in all so many bytes. */
function useManySizes(bytes: number): void {
  for (let used = 0, side = 300; used < bytes; used += 3 * 4 * side ** 2, side++) {
    tidy(() => add(ones([side, side]), ones([side, side]))).dispose();
  }
}

function removeWebgl(): void {
  if (engine().backendNames().includes('webgl')) removeBackend('webgl');
}

describe.runIf(typeof document !== 'undefined')('webgl', () => {
  beforeEach(() => {
    // While this flag is set the backend keeps its compiled programs when it ends, also those of a context that is lost.
    env().set('IS_TEST', false);
    removeWebgl();
    Reflect.deleteProperty(env().getFlags(), FLAG);
  });

  afterEach(() => {
    removeWebgl();
    Reflect.deleteProperty(env().getFlags(), FLAG);
    vi.restoreAllMocks();
  });

  describe('gives memory back', () => {
    it('once it holds more than the limit, whatever the sizes', async () => {
      await initBackend({ prefer: 'webgl', reuseLimit: 8 * MEBIBYTE });
      useManySizes(32 * MEBIBYTE);
      expect(allocated()).toBeLessThanOrEqual(8 * MEBIBYTE);
      expect(allocated(), 'some of it is kept').toBeGreaterThan(4 * MEBIBYTE);
    });

    it('never with the backend left to itself', async () => {
      await initBackend({ prefer: 'webgl', reuseLimit: Number.POSITIVE_INFINITY });
      useManySizes(32 * MEBIBYTE);
      expect(allocated()).toBeGreaterThan(16 * MEBIBYTE);
    });

    it('from 1 GiB on by default', async () => {
      await initBackend({ prefer: 'webgl' });
      expect(env().getNumber(FLAG)).toBe(2 ** 30);
    });

    it('as the flag says that somebody has set, unless a limit is given', async () => {
      env().set(FLAG, 12345);
      await initBackend({ prefer: 'webgl' });
      expect(env().getNumber(FLAG)).toBe(12345);
      await initBackend({ prefer: 'webgl', reuseLimit: 23456 });
      expect(env().getNumber(FLAG)).toBe(23456);
    });

    it('as the application has it, if that started the backend', async () => {
      await initBackend({ prefer: 'webgl' });
      Reflect.deleteProperty(env().getFlags(), FLAG);
      await initBackend({ prefer: 'webgl' });
      expect(env().getNumber(FLAG)).toBe(-1);
    });

    it.each([-1, Number.NaN, '5'])('not with a limit of %s', async (reuseLimit) => {
      await expect(initBackend({ reuseLimit: reuseLimit as number })).rejects.toThrow(
        new RangeError(`initBackend: reuseLimit must be a number of bytes >= 0, got ${reuseLimit}`),
      );
    });
  });

  describe('that loses its context', () => {
    it('tells so once, and initBackend starts another one', async () => {
      await initBackend({ prefer: 'webgl' });
      const listener = vi.fn();
      onDeviceLost(listener);
      const kept = ones([4]);
      const gl = context();
      gl.getExtension('WEBGL_lose_context')!.loseContext();
      await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce());
      expect(listener).toHaveBeenCalledWith({ backendName: 'webgl', message: 'the WebGL context was lost' });

      const { reason } = await initBackend({ prefer: 'webgl' });
      expect(reason).toBe('webgl, as preferred');
      expect(context()).not.toBe(gl);
      const sum = tidy((): Tensor => add(ones([2, 2]), 1));
      expect([...(await sum.data())]).toEqual([2, 2, 2, 2]);
      dispose([kept, sum]);
      expect(memory().numTensors).toBe(0);
    });

    it('while it is checked does not start, and says why', async () => {
      const { drawElements } = WebGL2RenderingContext.prototype;
      WebGL2RenderingContext.prototype.drawElements = function (...args) {
        // A context that is lost has no extensions.
        this.getExtension('WEBGL_lose_context')?.loseContext();
        drawElements.apply(this, args);
      };
      try {
        await expect(initBackend({ prefer: 'webgl' })).rejects.toThrow(
          /^initBackend: backend "webgl" did not start: its GPU was lost; installed here: /,
        );
      } finally {
        WebGL2RenderingContext.prototype.drawElements = drawElements;
      }
      expect((await initBackend({ prefer: 'webgl' })).name).toBe('webgl');
    });

    it('tells a listener that comes late', async () => {
      await initBackend({ prefer: 'webgl' });
      context().getExtension('WEBGL_lose_context')!.loseContext();
      await vi.waitFor(() => expect(context().isContextLost()).toBe(true));
      const listener = vi.fn();
      onDeviceLost(listener);
      expect(listener).not.toHaveBeenCalled();
      await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce());
    });

    it('does not tell who has ended listening', async () => {
      await initBackend({ prefer: 'webgl' });
      const [ended, listener] = [vi.fn(), vi.fn()];
      onDeviceLost(ended)();
      onDeviceLost(listener);
      context().getExtension('WEBGL_lose_context')!.loseContext();
      await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce());
      expect(ended).not.toHaveBeenCalled();
    });

    it('has lost nothing if it was removed', async () => {
      await initBackend({ prefer: 'webgl' });
      const listener = vi.fn();
      onDeviceLost(listener);
      removeBackend('webgl');
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(listener).not.toHaveBeenCalled();
    });
  });

  it('on a GPU with float16 alone is refused, with the reason', async () => {
    env().set('WEBGL_RENDER_FLOAT32_ENABLED', false);
    try {
      await expect(initBackend({ prefer: 'webgl' })).rejects.toThrow(
        /^initBackend: backend "webgl" did not start: the GPU computes with 16 bits a value alone \(float16\), too few to train a network with; installed here: /,
      );
    } finally {
      Reflect.deleteProperty(env().getFlags(), 'WEBGL_RENDER_FLOAT32_ENABLED');
    }
  });
});
