import {
  completeConfig,
  type FitToDeviceOptions,
  fitsDevice,
  fitToDevice,
  largestInputSize,
  type MemoryLimits,
  paperConfig,
  segmentationMemory,
  trainingMemory,
} from '@unet/model';
import type { Size } from '@unet/tensor/arrays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const MEBIBYTE = 2 ** 20;

const slices: Size[] = [{ height: 512, width: 512 }];

function fit(config: Parameters<typeof fitToDevice>[0], limits: MemoryLimits, options: FitToDeviceOptions = {}) {
  const found = fitToDevice(config, slices, limits, options);
  return found && [found.config.baseWidth, found.inputSize];
}

describe("the paper's network on slices of 512 x 512", () => {
  test.each<[name: string, limits: MemoryLimits, found: [number, number]]>([
    ['without limits: 572', {}, [64, 572]],
    ['4 GiB of WebAssembly', { memory: 2 ** 32, largestTensorBytes: 2 ** 32 }, [64, 572]],
    // 79 MiB after the first convolution of 572 pixels.
    ['buffers of 128 MiB, the least that WebGPU has', { largestTensorBytes: 128 * MEBIBYTE }, [64, 572]],
    ['buffers of 64 MiB', { largestTensorBytes: 64 * MEBIBYTE }, [64, 508]],
    // Activations of 4544 texels a side, matrices of 2011.
    ['textures of 8192', { textureSide: 8192, unfoldsConvolutions: true }, [64, 572]],
    ['textures of 4096: the tensors decide', { textureSide: 4096, unfoldsConvolutions: true }, [64, 508]],
    ['textures of 1024: the matrices decide', { textureSide: 1024, unfoldsConvolutions: true }, [13, 188]],
    ['textures of 1024, nothing unfolded', { textureSide: 1024 }, [21, 220]],
    ['matrices as tensors', { largestTensorBytes: 60 * MEBIBYTE, unfoldsConvolutions: true }, [64, 460]],
    ['tensors alone', { largestTensorBytes: 60 * MEBIBYTE }, [64, 492]],
  ])('%s', (_, limits, found) => {
    expect(fit({}, limits)).toEqual(found);
  });

  test('no input beyond the largest that is wanted', () => {
    expect(fit({}, {}, { largestInputSize: 400 })).toEqual([64, 396]);
  });

  test('the input that is found fits, and the next one does not', () => {
    const memory = 1000 * MEBIBYTE;
    const { inputSize, memory: estimate } = fitToDevice({}, slices, { memory })!;
    expect(estimate).toEqual(trainingMemory({}, { inputSize }));
    expect(1.5 * estimate.peak).toBeLessThanOrEqual(memory);
    expect(1.5 * trainingMemory({}, { inputSize: inputSize + 16 }).peak).toBeGreaterThan(memory);
  });

  test('batch and optimiser count', () => {
    const memory = 1430 * MEBIBYTE;
    const size = (options: FitToDeviceOptions) => fitToDevice({}, slices, { memory }, options)!.inputSize;
    expect(size({ batchSize: 2 })).toBeLessThan(size({}));
    expect(size({ optimizerSlots: 2 })).toBeLessThan(size({}));
  });

  test('it becomes narrower where not even the smallest input fits', () => {
    // The weights alone, their momentum, gradients and successors take 592 MiB.
    const found = fitToDevice({}, slices, { memory: 400 * MEBIBYTE })!;
    expect(found.config).toEqual({ ...paperConfig, baseWidth: found.config.baseWidth });
    expect(found.config.baseWidth).toBeLessThan(64);
    expect(found.inputSize).toBeGreaterThan(188);
    const wider = { ...found.config, baseWidth: found.config.baseWidth + 1 };
    expect(1.5 * trainingMemory(wider, { inputSize: 188 }).peak).toBeGreaterThan(400 * MEBIBYTE);
  });

  test('or where the smallest input that is wanted does not fit', () => {
    const limits = { memory: 900 * MEBIBYTE };
    expect(fit({}, limits)![0]).toBe(64);
    const [width, inputSize] = fit({}, limits, { smallestInputSize: 500 })!;
    expect(width).toBeLessThan(64);
    expect(inputSize).toBeGreaterThanOrEqual(508);
  });

  test('nothing fits into nothing', () => {
    expect(fit({}, { memory: MEBIBYTE })).toBeUndefined();
  });
});

test('whatever the limits, what is found keeps them, and what is not found could not', () => {
  const config = completeConfig({ depth: 2, baseWidth: 6 });
  const side = fc.integer({ min: 4, max: 90 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.integer({ min: 1, max: 4000 }),
      fc.integer({ min: 1, max: 400 }),
      (height, width, kilobytes, texture) => {
        const some = [{ height, width }];
        const limits = { memory: 1000 * kilobytes, textureSide: texture, unfoldsConvolutions: true };
        const found = fitToDevice(config, some, limits);
        const narrowest = { ...config, baseWidth: 1 };
        const { largestTensor, largestMatrix, peak } =
          found?.memory ?? trainingMemory(narrowest, { inputSize: 44, unfoldsConvolutions: true });
        const [batch, rows, columns] = largestMatrix!.shape as [number, number, number];
        const kept =
          1.5 * peak <= limits.memory &&
          largestTensor.bytes / 4 <= texture ** 2 &&
          batch * Math.ceil(rows / 2) * Math.ceil(columns / 2) <= texture ** 2;
        expect(kept).toBe(found !== undefined);
        if (!found) return;
        expect(found.inputSize).toBeLessThanOrEqual(largestInputSize(config, { images: some })!);
        expect(fitsDevice(found.config, limits, { use: 'train', inputSize: found.inputSize })).toBe(true);
      },
    ),
    { numRuns: 10, seed: 1 },
  );
});

describe('fitsDevice', () => {
  test.each([
    ['train', trainingMemory({ depth: 2, baseWidth: 8 }, { inputSize: 92 }).peak],
    ['segment', segmentationMemory({ depth: 2, baseWidth: 8 }, { inputSize: 92 }).peak],
  ] as const)('to %s takes the estimate and half more', (use, peak) => {
    const config = { depth: 2, baseWidth: 8 };
    expect(fitsDevice(config, { memory: Math.ceil(1.5 * peak) }, { use, inputSize: 92 })).toBe(true);
    expect(fitsDevice(config, { memory: Math.floor(1.5 * peak) - 1 }, { use, inputSize: 92 })).toBe(false);
  });

  test('predicts where it could not train', () => {
    const limits = { memory: 800 * MEBIBYTE };
    expect(fitsDevice({}, limits, { use: 'train', inputSize: 572 })).toBe(false);
    expect(fitsDevice({}, limits, { use: 'segment', inputSize: 572 })).toBe(true);
  });

  test('takes all that deviceLimits() of @unet/backends gives', () => {
    const limits = {
      backendName: 'webgl',
      device: undefined,
      emulated: false,
      float32: true,
      memory: undefined,
      largestTensorBytes: 4 * 4096 ** 2,
      textureSide: 4096,
      unfoldsConvolutions: true,
    };
    expect(fitsDevice({}, limits, { use: 'train', inputSize: 508 })).toBe(true);
    expect(fitsDevice({}, limits, { use: 'train', inputSize: 524 })).toBe(false);
    expect(fitToDevice({}, slices, limits)!.inputSize).toBe(508);
  });

  test('takes the largest input size up to 572 where none is given', () => {
    const { peak } = trainingMemory({}, { inputSize: 572 });
    expect(fitsDevice({}, { memory: Math.ceil(1.5 * peak) }, { use: 'train' })).toBe(true);
    expect(fitsDevice({}, { memory: Math.floor(1.5 * peak) - 1 }, { use: 'train' })).toBe(false);
  });

  test('batch, optimiser and symmetries count', () => {
    const trainPeak = trainingMemory({ depth: 1 }, { inputSize: 60 }).peak;
    const limits = { memory: Math.ceil(1.5 * trainPeak) };
    expect(fitsDevice({ depth: 1 }, limits, { use: 'train', inputSize: 60 })).toBe(true);
    expect(fitsDevice({ depth: 1 }, limits, { use: 'train', inputSize: 60, batchSize: 2 })).toBe(false);
    expect(fitsDevice({ depth: 1 }, limits, { use: 'train', inputSize: 60, optimizerSlots: 2 })).toBe(false);
    const segmentPeak = segmentationMemory({ depth: 1 }, { inputSize: 60 }).peak;
    const tight = { memory: Math.ceil(1.5 * segmentPeak) };
    expect(fitsDevice({ depth: 1 }, tight, { use: 'segment', inputSize: 60 })).toBe(true);
    expect(fitsDevice({ depth: 1 }, tight, { use: 'segment', inputSize: 60, symmetries: true })).toBe(false);
  });

  test('bad calls say what is wrong', () => {
    expect(() => fitsDevice({}, {}, undefined as never)).toThrow(
      new TypeError('fitsDevice: options must be an object, got undefined'),
    );
    expect(() => fitsDevice({}, {}, { inputSize: 572 } as never)).toThrow(
      new RangeError('fitsDevice: use must be "train" or "segment", got undefined'),
    );
    expect(() => fitsDevice({}, 572 as never, { use: 'train' })).toThrow(
      new TypeError('fitsDevice: limits must be an object, got 572'),
    );
    expect(() => fitsDevice({}, {}, { use: 'train', inputSize: 570 })).toThrow(
      new RangeError('fitsDevice: inputSize must be a legal input size (nearest 556 or 572), got 570'),
    );
    expect(() => fitsDevice({}, {}, { use: 'predict' as 'train', inputSize: 572 })).toThrow(
      new RangeError('fitsDevice: use must be "train" or "segment", got "predict"'),
    );
    expect(() => fitsDevice({}, {}, { use: 'train', inputSize: 572, batch: 1 } as never)).toThrow(
      new TypeError(
        'fitsDevice: options.batch is not an option, only use, inputSize, batchSize, optimizerSlots, symmetries',
      ),
    );
  });
});

describe('is refused in one line', () => {
  test.each<[limits: unknown, message: string]>([
    [{ memory: -1 }, 'limits.memory must be a number >= 0, got -1'],
    [{ largestTensorBytes: '5' }, 'limits.largestTensorBytes must be a number >= 0, got "5"'],
    [{ textureSide: Number.NaN }, 'limits.textureSide must be a number >= 0, got NaN'],
  ])('%j', (limits, message) => {
    expect(() => fitToDevice({}, slices, limits as MemoryLimits)).toThrow(new RangeError(`fitToDevice: ${message}`));
  });

  test.each<[options: FitToDeviceOptions, message: string]>([
    [{ smallestInputSize: 0 }, 'smallestInputSize must be a positive integer, got 0'],
    [{ largestInputSize: 1.5 }, 'largestInputSize must be a positive integer, got 1.5'],
    [{ largestInputSize: 187 }, 'largestInputSize must be at least 188, the smallest legal input size, got 187'],
    [{ batchSize: 0 }, 'batchSize must be a positive integer, got 0'],
  ])('%j', (options, message) => {
    expect(() => fitToDevice({}, slices, {}, options)).toThrow(new RangeError(`fitToDevice: ${message}`));
  });

  test('no limits, unknown ones, no images, images too small', () => {
    expect(() => fitToDevice({}, slices, undefined as unknown as MemoryLimits)).toThrow(
      new TypeError('fitToDevice: limits must be an object, got undefined'),
    );
    expect(() => fitToDevice({}, slices, { memry: 5 } as object)).toThrow(
      /^fitToDevice: limits\.memry is not an option, only memory, largestTensorBytes/,
    );
    expect(() => fitToDevice({}, [], {})).toThrow(
      new RangeError('fitToDevice: images must be a list of at least one image, got Array(0)'),
    );
    expect(() => fitToDevice({}, [{ height: 9, width: 3 }], {})).toThrow(
      new RangeError('fitToDevice: images must be at least 4 pixels high and wide for this network, got 3'),
    );
  });
});
