import { paperConfig, parameterCount, trainingMemory } from '@unet/model/arrays';
import { describe, expect, test } from 'vitest';

const MEBIBYTE = 2 ** 20;

describe("the paper's network at 572 pixels", () => {
  test('takes 970 MiB to train with momentum: simd was measured at 934 MiB', () => {
    const { training } = trainingMemory(paperConfig, 572);
    expect(Math.round(training / MEBIBYTE)).toBe(970);
    expect(training / (934 * MEBIBYTE)).toBeGreaterThan(1);
    expect(training / (934 * MEBIBYTE)).toBeLessThan(1.05);
  });

  test('has its largest tensor after the first convolution', () => {
    expect(trainingMemory(paperConfig, 572).largestTensor).toEqual({
      shape: [1, 570, 570, 64],
      bytes: 4 * 570 * 570 * 64,
    });
  });

  test('unfolded, has a matrix of 64 MiB at most, a band of 36 rows: it fits into textures of 2048 texels of four values', () => {
    const { largestMatrix, largestTensor, training } = trainingMemory(paperConfig, 572, { unfoldsConvolutions: true });
    expect(largestMatrix).toEqual({ shape: [1, 9 * 128, 36 * 390], bytes: 4 * 9 * 128 * 36 * 390 });
    expect(Math.sqrt(largestMatrix!.bytes / 16)).toBeLessThanOrEqual(2048);
    // The gradient of the second convolution's sums, framed for that of its input.
    expect(largestTensor.shape).toEqual([1, 572, 572, 64]);
    // Where most is held: the matrix, and the bands beside what they become.
    expect(Math.round((training - trainingMemory(paperConfig, 572).training) / MEBIBYTE)).toBe(137);
  });

  test('is a little less with narrower blocks: 32 measured at 409 MiB on simd', () => {
    const { training } = trainingMemory({ baseWidth: 32 }, 572);
    expect(training / (409 * MEBIBYTE)).toBeGreaterThan(1);
    expect(training / (409 * MEBIBYTE)).toBeLessThan(1.05);
  });
});

test('of a network with hardly any pixels, weights are all: gradients, and all of the old and the new state', () => {
  const config = { depth: 1, baseWidth: 512 };
  const weights = 4 * parameterCount({ ...paperConfig, ...config });
  const { training, largestTensor } = trainingMemory(config, 18, { optimizerSlots: 0 });
  expect(training / weights).toBeGreaterThan(3);
  expect(training / weights).toBeLessThan(3.2);
  expect(largestTensor).toEqual({ shape: [3, 3, 1024, 1024], bytes: 4 * 9 * 1024 * 1024 });
});

test('feature maps grow with the batch, weights do not; a prediction is of one tile', () => {
  const [one, three] = [1, 3].map((batch) => trainingMemory({ depth: 2, baseWidth: 4 }, 92, { batch }));
  const weights = 4 * parameterCount({ ...paperConfig, depth: 2, baseWidth: 4 });
  expect(three!.training).toBeGreaterThan(3 * (one!.training - 5 * weights));
  expect(three!.training).toBeLessThan(3 * one!.training);
  expect(three!.inference).toBe(one!.inference);
  expect(three!.largestTensor.shape).toEqual([3, 90, 90, 4]);
});

test('a prediction takes less than a step, and nothing is unfolded unless it is said', () => {
  const { training, inference, largestMatrix } = trainingMemory({ depth: 3, baseWidth: 8 }, 188);
  expect(inference).toBeLessThan(training);
  expect(largestMatrix).toBeUndefined();
});

test.each([
  [() => trainingMemory({}, 570), 'trainingMemory: inputSize must be a legal input size (nearest 556 or 572), got 570'],
  [() => trainingMemory({ depth: 0 }, 572), 'trainingMemory: depth must be an integer from 1 to 8, got 0'],
  [() => trainingMemory({}, 572, { batch: 0 }), 'trainingMemory: batch must be an integer >= 1, got 0'],
  [
    () => trainingMemory({}, 572, { optimizerSlots: -1 }),
    'trainingMemory: optimizerSlots must be an integer >= 0, got -1',
  ],
])('bad calls say what is wrong, %#', (call, message) => {
  expect(call).toThrow(new RangeError(message));
});
