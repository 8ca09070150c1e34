import { engine } from '@tensorflow/tfjs-core';
import { paperConfig, parameterCount, segmentationMemory, trainingMemory } from '@unet/model';
import { describe, expect, test } from 'vitest';

const MEBIBYTE = 2 ** 20;

describe("the paper's network at 572 pixels", () => {
  // Of simd 934 MiB were measured, and 409 MiB with blocks half as wide.
  test.each([
    ['cpu', 64, 970],
    ['simd', 64, 934],
    ['simd', 32, 409],
    ['wasm', 64, 1333],
    ['webgl', 64, 1041],
    ['webgpu', 64, 970],
  ])('takes on %s, base %i, %i MiB to train with momentum', (backendName, baseWidth, mebibytes) => {
    const { peak } = trainingMemory({ baseWidth }, { inputSize: 572, backendName });
    expect(Math.round(peak / MEBIBYTE)).toBe(mebibytes);
  });

  test('is taken at 572 pixels by cpu, or by webgl where convolutions are unfolded, unless told otherwise', () => {
    expect(trainingMemory({})).toEqual(trainingMemory(paperConfig, { inputSize: 572, backendName: 'cpu' }));
    expect(trainingMemory({}, { unfoldsConvolutions: true })).toEqual(trainingMemory({}, { backendName: 'webgl' }));
    const unlisted = trainingMemory({}, { backendName: 'mine', unfoldsConvolutions: true });
    expect(unlisted.largestMatrix!.shape).toEqual([1, 9 * 64, 568 * 568]);
    expect(trainingMemory({}, { backendName: 'webgl', unfoldsConvolutions: false }).largestMatrix).toBeUndefined();
  });

  test('has its largest tensor after the first convolution', () => {
    expect(trainingMemory(paperConfig).largestTensor).toEqual({
      shape: [1, 570, 570, 64],
      bytes: 4 * 570 * 570 * 64,
    });
  });

  test('unfolded, has a matrix of 64 MiB at most, a band of 36 rows: it fits into textures of 2048 texels of four values', () => {
    const { largestMatrix, largestTensor } = trainingMemory(paperConfig, { unfoldsConvolutions: true });
    expect(largestMatrix).toEqual({ shape: [1, 9 * 128, 36 * 390], bytes: 4 * 9 * 128 * 36 * 390 });
    expect(Math.sqrt(largestMatrix!.bytes / 16)).toBeLessThanOrEqual(2048);
    // The gradient of the second convolution's sums, framed for that of its input.
    expect(largestTensor.shape).toEqual([1, 572, 572, 64]);
    // A prediction holds most where it has one; a step does not.
    const [whole, without] = [true, false].map((unfoldsConvolutions) =>
      segmentationMemory(paperConfig, { backendName: 'webgl', unfoldsConvolutions }),
    );
    expect(Math.round((whole!.peak - without!.peak) / MEBIBYTE)).toBe(23);
  });
});

test('needs no backend, and changes none', () => {
  const current = () => [engine().backendName, engine().backendNames(), engine().state.numTensors];
  const before = current();
  trainingMemory({ depth: 1, baseWidth: 1 }, { inputSize: 20, backendName: 'webgpu' });
  expect(current()).toEqual(before);
});

test('of a network with hardly any pixels, weights are all: gradients, and all of the old and the new state', () => {
  const config = { depth: 1, baseWidth: 512 };
  const weights = 4 * parameterCount({ ...paperConfig, ...config });
  const { peak, largestTensor } = trainingMemory(config, { inputSize: 18, optimizerSlots: 0 });
  expect(peak / weights).toBeGreaterThan(3);
  expect(peak / weights).toBeLessThan(3.2);
  expect(largestTensor).toEqual({ shape: [3, 3, 1024, 1024], bytes: 4 * 9 * 1024 * 1024 });
});

test('feature maps grow with the batch, weights do not', () => {
  const config = { depth: 2, baseWidth: 4 };
  const [one, three] = [1, 3].map((batchSize) => trainingMemory(config, { inputSize: 92, batchSize }));
  const weights = 4 * parameterCount({ ...paperConfig, depth: 2, baseWidth: 4 });
  expect(three!.peak).toBeGreaterThan(3 * (one!.peak - 5 * weights));
  expect(three!.peak).toBeLessThan(3 * one!.peak);
  const [single, triple] = [1, 3].map((batchSize) => segmentationMemory(config, { inputSize: 92, batchSize }));
  expect(triple!.peak - weights).toBe(3 * (single!.peak - weights));
  expect(three!.largestTensor.shape).toEqual([3, 90, 90, 4]);
});

test('a prediction takes less than a step, and nothing is unfolded unless it is said', () => {
  const config = { depth: 3, baseWidth: 8 };
  const { peak, largestMatrix } = trainingMemory(config, { inputSize: 188 });
  const prediction = segmentationMemory(config, { inputSize: 188 });
  expect(prediction.peak).toBeLessThan(0.6 * peak);
  expect(largestMatrix).toBeUndefined();
  expect(prediction.largestMatrix).toBeUndefined();
  expect(segmentationMemory(config, { inputSize: 188, unfoldsConvolutions: true }).largestMatrix).toBeDefined();
});

test('height and width count each: twice as high takes what two images take, but for what borders cost', () => {
  const config = { depth: 2, baseWidth: 4, padding: 'same' } as const;
  const weights = 4 * parameterCount(config);
  const tall = segmentationMemory(config, { inputSize: { height: 128, width: 64 } });
  const two = segmentationMemory(config, { inputSize: 64, batchSize: 2 });
  expect(tall.peak).toBe(two.peak);
  expect(tall.peak).toBeGreaterThan(weights);
  expect(tall.largestTensor.shape).toEqual([1, 128, 64, 8]);
});

test('averaging holds the turned image and three predictions beside the network', () => {
  const config = { depth: 1, baseWidth: 4, classes: 5 };
  const plain = segmentationMemory(config, { inputSize: 60 }).peak;
  const averaged = segmentationMemory(config, { inputSize: 60, symmetries: true }).peak;
  const [image, prediction] = [4 * 60 * 60, 4 * 44 * 44 * 5];
  expect(averaged - plain).toBeGreaterThan(image);
  expect(averaged - plain).toBeLessThanOrEqual(image + 3 * prediction);
});

test.each<[call: () => unknown, error: Error]>([
  [
    () => trainingMemory({}, { inputSize: 570 }),
    new RangeError('trainingMemory: inputSize must be a legal input size (nearest 556 or 572), got 570'),
  ],
  [
    () => segmentationMemory({}, { inputSize: { height: 572, width: 570 } }),
    new RangeError('segmentationMemory: inputSize must be a legal input size (nearest 556 or 572), got 570'),
  ],
  [() => trainingMemory({ depth: 0 }), new RangeError('trainingMemory: depth must be an integer from 1 to 8, got 0')],
  [
    () => trainingMemory({}, { batchSize: 0 }),
    new RangeError('trainingMemory: batchSize must be a positive integer, got 0'),
  ],
  [
    () => trainingMemory({}, { optimizerSlots: -1 }),
    new RangeError('trainingMemory: optimizerSlots must be a non-negative integer, got -1'),
  ],
  [
    () => trainingMemory({}, { backendName: 3 as never }),
    new TypeError('trainingMemory: backendName must be a text, got 3'),
  ],
  [
    () => segmentationMemory({}, { unfoldsConvolutions: 'yes' as never }),
    new TypeError('segmentationMemory: unfoldsConvolutions must be true or false, got "yes"'),
  ],
  [
    () => trainingMemory({}, { batch: 2 } as object),
    new TypeError(
      'trainingMemory: options.batch is not an option, only inputSize, batchSize, backendName, unfoldsConvolutions, optimizerSlots',
    ),
  ],
  [
    () => segmentationMemory({}, { optimizerSlots: 2 } as object),
    new TypeError(
      'segmentationMemory: options.optimizerSlots is not an option, only inputSize, batchSize, backendName, unfoldsConvolutions, symmetries',
    ),
  ],
])('bad calls say what is wrong, %#', (call, error) => {
  expect(call).toThrow(error);
});
