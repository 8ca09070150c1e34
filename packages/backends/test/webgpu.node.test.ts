import { beforeAll, describe, expect, it } from 'vitest';
import { buildPackages, environment, run, swiftShader } from './webgpu-in-node.ts';

beforeAll(buildPackages);

describe('webgpu in Node', () => {
  it('says that there is no adapter, and leaves nothing behind', async () => {
    const result = await run(
      `const error = await initBackend({ prefer: 'webgpu' }).catch((error) => error);
       report({ message: error.message, gpu: globalThis.navigator?.gpu ?? null, usage: typeof GPUBufferUsage });`,
      { VK_ICD_FILENAMES: '/nowhere.json', VK_DRIVER_FILES: '/nowhere.json' },
    );
    expect(result).toEqual({
      message: expect.stringMatching(
        /^initBackend: backend "webgpu" did not start: (no GPU adapter was found|the Vulkan loader libvulkan\.so\.1 is missing); installed here: .*webgpu, simd, wasm, cpu$/,
      ),
      gpu: null,
      usage: 'undefined',
    });
  });

  it.runIf(swiftShader)('computes where it is preferred, and lets Node exit', async () => {
    const result = await run(
      `const { name, reason } = await initBackend({ prefer: 'webgpu' });
       const product = tidy(() => matMul(ones([3, 4]), ones([4, 5])));
       const values = [...(await product.data())];
       product.dispose();
       report({ name, reason, values, backend: getBackend(), tensors: memory().numTensors, gpu: navigator.gpu ?? null });`,
      environment,
    );
    expect(result).toEqual({
      name: 'webgpu',
      reason: 'webgpu, as preferred',
      values: new Array(15).fill(4),
      backend: 'webgpu',
      tensors: 0,
      gpu: null,
    });
  });

  it.runIf(swiftShader)('is not chosen by itself where the GPU is emulated', async () => {
    const result = await run(
      `const { name, tried } = await initBackend({ exclude: ['tensorflow-gpu', 'tensorflow'] });
       report({ name, detail: tried[0].detail });`,
      environment,
    );
    expect(result).toEqual({ name: 'simd', detail: 'did not start: the only GPU is emulated on the CPU' });
  });

  it.skipIf(swiftShader)('NOT TESTED with an adapter: no SwiftShader beside Chromium; set SWIFTSHADER_ICD', () => {});
});
