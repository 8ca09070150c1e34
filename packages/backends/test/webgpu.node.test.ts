import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expectAllClose } from '@unet-internal/testing';
import { beforeAll, describe, expect, it } from 'vitest';

// Dawn reads its environment when the process starts, so it runs in a process of its own, on a fresh build.
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const swiftShader = [process.env.SWIFTSHADER_ICD, '/usr/lib/chromium/vk_swiftshader_icd.json'].find(
  (path): path is string => path !== undefined && existsSync(path),
);

beforeAll(() => {
  execFileSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '--build', 'packages/backends', 'packages/trainer'],
    { cwd: repository },
  );
});

/** Runs lines of JavaScript and gives what they pass to `report`. */
async function run(lines: string, environment: Record<string, string>): Promise<unknown> {
  const program = `
    import { memory, ones, matMul, tidy, getBackend } from '@tensorflow/tfjs-core';
    import { initBackend } from '@unet/backends';
    const report = (value) => process.stdout.write(JSON.stringify(value));
    ${lines}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, ...environment },
    // The process must end by itself.
    timeout: 50_000,
  });
  return JSON.parse(stdout);
}

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

  const environment = { VK_ICD_FILENAMES: swiftShader ?? '', LD_LIBRARY_PATH: dirname(swiftShader ?? '/') };

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

  it.runIf(swiftShader)('trains as cpu does', async () => {
    const result = await run(
      `const { createUNet } = await import('@unet/model');
       const { constantSchedule, createTileSource, createTrainingState, sgd, train } = await import('@unet/trainer');
       const size = { height: 20, width: 20 };
       const label = { ...size, data: Int32Array.from({ length: 400 }, (_, pixel) => (pixel % 20) % 7 < 4 ? 1 : 0) };
       const image = { ...size, channels: 1, data: Float32Array.from(label.data, (inside, pixel) => 0.3 + 0.4 * inside + 0.1 * Math.sin(pixel)) };
       const optimizer = sgd({ momentum: 0.9 });
       const losses = {};
       for (const name of ['cpu', 'webgpu']) {
         await initBackend({ prefer: name });
         const unet = createUNet({ depth: 1, baseWidth: 4 }, { seed: 1 });
         const source = createTileSource([{ image, label }], { config: unet.config, inputSize: 28, seed: 1 });
         const state = createTrainingState(unet, optimizer);
         losses[name] = [];
         const options = { optimizer, schedule: constantSchedule(0.05), steps: 3 };
         for await (const { loss } of train(state, source, options)) losses[name].push(loss);
       }
       report(losses);`,
      environment,
    );
    const { cpu, webgpu } = result as Record<string, number[]>;
    expect(webgpu).toHaveLength(3);
    expectAllClose(webgpu!, cpu!, { relative: 1e-4 });
    expect(webgpu![2]).toBeLessThan(webgpu![0]!);
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
