import { expectAllClose } from '@unet-internal/testing';
import { beforeAll, expect, it } from 'vitest';
import { buildPackages, environment, run, swiftShader } from './webgpu-in-node.ts';

beforeAll(buildPackages);

it.runIf(swiftShader)('webgpu in Node trains as cpu does', async () => {
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
