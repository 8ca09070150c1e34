import { memory, type Tensor } from '@tensorflow/tfjs-core';
import { createUNet, disposeUNet, paperConfig, parameterShapes } from '@unet/model';
import { expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

const config = { ...paperConfig, depth: 2, baseWidth: 24, channels: 3 };

describe('freshly drawn weights', () => {
  test('filters are normal with mean 0 and deviation sqrt(2 / N), biases 0', async () => {
    const unet = createUNet(config, { seed: 7 });
    const { parameters } = unet;
    for (const [name, shape] of Object.entries(parameterShapes(config))) {
      const parameter = parameters[name]!;
      expect(parameter.shape).toEqual(shape);
      const values = Array.from(await parameter.data()) as number[];
      if (name.endsWith('.bias')) {
        expect(values.every((value) => value === 0)).toBe(true);
        continue;
      }
      const [rows, columns, inputs] = shape as [number, number, number];
      const expected = Math.sqrt(2 / (rows * columns * inputs));
      const count = values.length;
      const mean = values.reduce((sum, value) => sum + value, 0) / count;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
      // Five standard errors: of the mean sigma / sqrt(n), of the deviation sigma / sqrt(2 n).
      expect(Math.abs(mean), name).toBeLessThan((5 * expected) / Math.sqrt(count));
      expect(Math.abs(deviation - expected), name).toBeLessThan((5 * expected) / Math.sqrt(2 * count));
      // Not a truncated normal: 4.6 % lie beyond two deviations.
      const beyond = values.filter((value) => Math.abs(value) > 2 * expected).length / count;
      expect(Math.abs(beyond - 0.0455), name).toBeLessThan(5 * Math.sqrt(0.0455 / count));
    }
    disposeUNet(unet);
  });

  test('the same seed gives the same weights on every backend', async () => {
    const unet = createUNet({ depth: 1, baseWidth: 2 }, { seed: 'cells' });
    const values = await unet.parameters['down.0.conv1.filter']!.data();
    // The first draws of that seed; the last bit may differ between JavaScript engines.
    const expected = [0.4904364, -0.4479059, -0.4734309, 0.3769385, -0.6198003, 0.0513105];
    for (const [index, value] of expected.entries()) expect(values[index]).toBeCloseTo(value, 6);
    disposeUNet(unet);
  });

  test('another seed gives others, and the seed is 0 by default', async () => {
    const make = async (options?: { seed: number }) => {
      const unet = createUNet({ depth: 1, baseWidth: 2 }, options);
      const values = await Promise.all(
        Object.values(unet.parameters).map(async (tensor: Tensor) => [...(await tensor.data())]),
      );
      disposeUNet(unet);
      return values;
    };
    expect(await make({ seed: 0 })).toEqual(await make());
    expect(await make({ seed: 1 })).not.toEqual(await make());
  });

  test('a filter does not depend on what else the network has', async () => {
    const small = createUNet({ depth: 1, baseWidth: 4 });
    const large = createUNet({ depth: 3, baseWidth: 4, classes: 5 });
    const name = 'down.0.conv2.filter';
    expect([...(await small.parameters[name]!.data())]).toEqual([...(await large.parameters[name]!.data())]);
    disposeUNet(small);
    disposeUNet(large);
  });
});

test('a network owns its weights, and disposing it releases them all', async () => {
  const before = memory().numTensors;
  const unet = createUNet({ depth: 2, baseWidth: 2 });
  expect(memory().numTensors - before).toBe(Object.keys(parameterShapes(unet.config)).length);
  disposeUNet(unet);
  expect(memory().numTensors).toBe(before);
});

test('a configuration that makes no sense leaves nothing behind', async () => {
  await expectNoLeak(() => {
    expect(() => createUNet({ depth: 0 })).toThrow(
      new RangeError('createUNet: depth must be an integer from 1 to 8, got 0'),
    );
    expect(() => createUNet({ depth: 1 }, { sead: 1 } as object)).toThrow(
      new TypeError('createUNet: options.sead is not an option, only seed'),
    );
  });
});
