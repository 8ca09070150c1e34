import { setBackend } from '@tensorflow/tfjs-core';
import { expectAllClose } from '@unet-internal/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, startSimd, stopSimd } from '../support/configurations.ts';
import { samples } from '../support/operations.ts';
import { trainTiny } from '../support/train-tiny.ts';

// These run on the main thread of a page, which browsers forbid to sleep: a kernel that waits for its threads by Atomics.wait throws.
// The project chromium-isolated gives the page shared memory and so threads, chromium-alone does not.
const possible = configurations.filter(({ threads }) => crossOriginIsolated || threads === 1);

describe.each(possible)('on a page, $name', (configuration) => {
  onConfiguration(configuration);

  test.each(samples)('$name is as on cpu', async ({ inputs, operation }) => {
    await expectAsOnCpu(inputs, operation, { absolute: 1e-4, relative: 1e-4 });
  });

  test('trains as cpu does', async () => {
    const { losses, parameters } = trainTiny(3);
    await setBackend('cpu');
    const expected = trainTiny(3);
    await setBackend('simd');
    expectAllClose(losses, expected.losses, { relative: 1e-4 });
    for (const [name, values] of Object.entries(expected.parameters)) {
      expectAllClose(parameters[name]!, values, { absolute: 1e-3 });
    }
  });
});

describe('threads', () => {
  afterAll(stopSimd);

  test('are as many as asked for where memory can be shared, else one', async () => {
    expect((await startSimd()).threads).toBe(crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, 8) : 1);
  });
});
