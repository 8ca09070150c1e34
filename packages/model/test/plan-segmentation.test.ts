import {
  outputSize,
  paperConfig,
  planSegmentation,
  segmentationInputSize,
  segmentationMemory,
  sizeStep,
} from '@unet/model';
import * as arrays from '@unet/model/arrays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

describe("the paper's network", () => {
  test('goes through 512 x 512 pixels by four outputs of 388, 128 pixels apart: a multiple of 16', () => {
    expect(planSegmentation(paperConfig, { height: 512, width: 512 })).toEqual({
      height: 512,
      width: 512,
      margin: 92,
      outputSize: { height: 388, width: 388 },
      tiles: [
        { row: 0, column: 0 },
        { row: 0, column: 128 },
        { row: 128, column: 0 },
        { row: 128, column: 128 },
      ],
    });
  });

  test.each([
    [3, 389, 188, 572],
    [100, 2000, 284, 572],
    [388, 388, 572, 572],
    [1, 1, 188, 188],
  ])('shows %i x %i pixels by inputs of %i x %i', (height, width, inputHeight, inputWidth) => {
    const inputSize = { height: inputHeight, width: inputWidth };
    expect(segmentationInputSize(paperConfig, { height, width })).toEqual(inputSize);
    const plan = planSegmentation(paperConfig, { height, width });
    expect(plan.outputSize).toEqual({ height: inputHeight - 184, width: inputWidth - 184 });
    expect(planSegmentation(paperConfig, { height, width }, { inputSize })).toEqual(plan);
  });

  test.each([
    [188, 188],
    [571, 556],
    [1000, 684],
    [700, 684],
  ])('inputs of at most %i pixels for 500 x 500: %i', (atMost, side) => {
    const image = { height: 500, width: 500 };
    expect(segmentationInputSize(paperConfig, image, { atMost })).toEqual({ height: side, width: side });
  });
});

test('with same padding the margin is the context, six steps', () => {
  const plan = planSegmentation({ depth: 2, padding: 'same' }, { height: 100, width: 20 });
  expect(plan.margin).toBe(24);
  expect(plan.outputSize).toEqual({ height: 100, width: 20 });
});

const configs = fc.record({
  depth: fc.integer({ min: 1, max: 5 }),
  padding: fc.constantFrom('valid' as const, 'same' as const),
});
const sides = fc.integer({ min: 1, max: 900 });

test('every pixel is covered, by legal inputs on the grid of the poolings that overhang by less than a step', () => {
  fc.assert(
    fc.property(configs, sides, sides, (config, height, width) => {
      const plan = planSegmentation(config, { height, width });
      const step = sizeStep(config);
      for (const [side, start, length] of [
        ['height', 'row', height],
        ['width', 'column', width],
      ] as const) {
        const output = plan.outputSize[side];
        expect(outputSize(config, output + 2 * plan.margin)).toBe(
          config.padding === 'same' ? output + 2 * plan.margin : output,
        );
        const starts = [...new Set(plan.tiles.map((tile) => tile[start]))];
        expect(starts.every((at) => at % step === 0)).toBe(true);
        expect(starts[0]).toBe(0);
        for (const [index, at] of starts.slice(1).entries()) expect(at).toBeLessThanOrEqual(starts[index]! + output);
        expect(starts.at(-1)! + output).toBeGreaterThanOrEqual(length);
        expect(starts.at(-1)! + output).toBeLessThan(Math.max(length, output) + step);
      }
    }),
    { numRuns: 50 },
  );
});

describe('limits of a device', () => {
  const config = { depth: 2, baseWidth: 4 };
  const enough = (inputSize: number | { height: number; width: number }, batchSize = 1) =>
    Math.ceil(1.5 * segmentationMemory(config, { inputSize, batchSize }).peak);

  test('what is found fits, and the next does not', () => {
    fc.assert(
      fc.property(sides, sides, fc.integer({ min: 0, max: 20 }), (height, width, more) => {
        const limits = { memory: Math.round(enough(44) * 1.5 ** more) };
        const found = segmentationInputSize(config, { height, width }, { limits });
        expect(enough(found)).toBeLessThanOrEqual(limits.memory);
        const unlimited = segmentationInputSize(config, { height, width });
        const side = Math.max(found.height, found.width) + 4;
        const next = { height: Math.min(side, unlimited.height), width: Math.min(side, unlimited.width) };
        if (side <= Math.max(unlimited.height, unlimited.width)) expect(enough(next)).toBeGreaterThan(limits.memory);
        else expect(found).toEqual(unlimited);
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  test('a batch wants smaller inputs; of an image of one tile there is no batch', () => {
    const limits = { memory: enough(92) };
    const image = { height: 300, width: 300 };
    expect(segmentationInputSize(config, image, { limits })).toEqual({ height: 92, width: 92 });
    expect(segmentationInputSize(config, image, { limits, batchSize: 4 }).height).toBeLessThan(92);
    expect(segmentationInputSize(config, image, { limits, symmetries: true }).height).toBeLessThan(92);
    const small = { height: 52, width: 52 };
    expect(segmentationInputSize(config, small, { limits, batchSize: 4 })).toEqual({ height: 92, width: 92 });
  });

  test('the smallest input stays where the batch has to shrink', () => {
    const limits = { memory: enough(44, 2) };
    expect(segmentationInputSize(config, { height: 300, width: 300 }, { limits, batchSize: 9 }).height).toBe(44);
  });

  test('the largest tensor and textures count', () => {
    const image = { height: 300, width: 300 };
    const { largestTensor } = segmentationMemory(config, { inputSize: 92 });
    const byBytes = segmentationInputSize(config, image, { limits: { largestTensorBytes: largestTensor.bytes } });
    expect(byBytes).toEqual({ height: 92, width: 92 });
    const textureSide = Math.ceil(Math.sqrt(largestTensor.bytes / 4));
    expect(segmentationInputSize(config, image, { limits: { textureSide } })).toEqual({ height: 92, width: 92 });
  });
});

describe('bad calls say what is wrong', () => {
  const image = { height: 9, width: 9 };

  test.each<[call: () => unknown, error: Error]>([
    [
      () => planSegmentation(paperConfig, { height: 9, width: 0 }),
      new RangeError('planSegmentation: image.width must be a positive integer, got 0'),
    ],
    [
      () => planSegmentation(paperConfig, image, { inputSize: 500 }),
      new RangeError('planSegmentation: inputSize must be a legal input size (nearest 492 or 508), got 500'),
    ],
    [
      () => planSegmentation({ depth: 1 }, image, { inputSize: 20, stride: { height: 4, width: 5 } }),
      new RangeError(
        'planSegmentation: stride must be at most the output square, 4 x 4, or pixels are missed, got 4 x 5',
      ),
    ],
    [
      () => planSegmentation(paperConfig, image, { tile: 572 } as object),
      new TypeError(
        'planSegmentation: options.tile is not an option, only inputSize, stride, batchSize, symmetries, limits',
      ),
    ],
    [
      () => segmentationInputSize(paperConfig, image, { atMost: 187 }),
      new RangeError('segmentationInputSize: atMost must be at least 188, the smallest input size, got 187'),
    ],
    [
      () => segmentationInputSize(paperConfig, image, { inputSize: 188 } as object),
      new TypeError(
        'segmentationInputSize: options.inputSize is not an option, only atMost, limits, batchSize, symmetries',
      ),
    ],
    [
      () => segmentationInputSize(paperConfig, image, { limits: { memory: 1 } }),
      new RangeError(
        'segmentationInputSize: network must fit the device; an input of 188 x 188 pixels needs 152 MB, 38 MB of them in one tensor: choose another backend or a smaller network',
      ),
    ],
  ])('%#', (call, error) => {
    expect(call).toThrow(error);
  });
});

describe('of arrays alone, without limits of a device', () => {
  test('the same', () => {
    const image = { height: 300, width: 200 };
    const config = { depth: 2, baseWidth: 4 };
    expect(arrays.planSegmentation(config, image, { stride: 20 })).toEqual(
      planSegmentation(config, image, { stride: 20 }),
    );
    expect(arrays.segmentationInputSize(config, image)).toEqual(segmentationInputSize(config, image));
    expect(arrays.segmentationInputSize(config, image, { atMost: 92 })).toEqual({ height: 92, width: 92 });
  });

  test('limits are refused', () => {
    const options = { limits: { memory: 1 } } as object;
    expect(() => arrays.planSegmentation({}, { height: 9, width: 9 }, options)).toThrow(
      new TypeError('planSegmentation: options.limits is not an option, only inputSize, stride'),
    );
    expect(() => arrays.segmentationInputSize({}, { height: 9, width: 9 }, options)).toThrow(
      new TypeError('segmentationInputSize: options.limits is not an option, only atMost'),
    );
  });
});
