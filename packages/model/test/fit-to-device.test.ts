import { completeConfig, paperConfig, trainingMemory } from '@unet/model/arrays';
import { type FitLimits, fitToDevice, type LabelledSlice, largestTile } from '@unet/trainer/arrays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelOf, placeImage } from './tiny.ts';

const MEBIBYTE = 2 ** 20;

function slicesOf(height: number, width: number): LabelledSlice[] {
  return [{ image: placeImage(height, width), label: labelOf(height, width, () => 0) }];
}

const slices = slicesOf(512, 512);

function fit(config: Parameters<typeof fitToDevice>[0], limits: FitLimits) {
  const found = fitToDevice(config, slices, limits);
  return found && [found.config.baseWidth, found.tile];
}

describe("the paper's network on slices of 512 x 512", () => {
  test.each<[name: string, limits: FitLimits, found: [number, number]]>([
    ['without limits: 572', {}, [64, 572]],
    ['no tile beyond the largest that is wanted', { largestTile: 400 }, [64, 396]],
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

  test('the tile that is found fits, and the next one does not', () => {
    const memory = 1000 * MEBIBYTE;
    const { tile, memory: estimate } = fitToDevice({}, slices, { memory })!;
    expect(estimate).toEqual(trainingMemory({}, tile));
    expect((4 / 3) * estimate.training).toBeLessThanOrEqual(memory);
    expect((4 / 3) * trainingMemory({}, tile + 16).training).toBeGreaterThan(memory);
  });

  test('batch and optimiser count', () => {
    const memory = 1430 * MEBIBYTE;
    const tile = (limits: FitLimits) => fitToDevice({}, slices, { memory, ...limits })!.tile;
    expect(tile({ batch: 2 })).toBeLessThan(tile({}));
    expect(tile({ optimizerSlots: 2 })).toBeLessThan(tile({}));
  });

  test('it becomes narrower where not even the smallest tile fits', () => {
    // The weights alone, their momentum, gradients and successors take 592 MiB.
    const found = fitToDevice({}, slices, { memory: 400 * MEBIBYTE })!;
    expect(found.config).toEqual({ ...paperConfig, baseWidth: found.config.baseWidth });
    expect(found.config.baseWidth).toBeLessThan(64);
    expect(found.tile).toBeGreaterThan(188);
    const wider = { ...found.config, baseWidth: found.config.baseWidth + 1 };
    expect((4 / 3) * trainingMemory(wider, 188).training).toBeGreaterThan(400 * MEBIBYTE);
  });

  test('or where the smallest tile that is wanted does not fit', () => {
    const limits = { memory: 800 * MEBIBYTE };
    expect(fit({}, limits)![0]).toBe(64);
    const [width, tile] = fit({}, { ...limits, smallestTile: 500 })!;
    expect(width).toBeLessThan(64);
    expect(tile).toBeGreaterThanOrEqual(508);
  });

  test('nothing fits into nothing', () => {
    expect(fit({}, { memory: MEBIBYTE })).toBeUndefined();
  });
});

test('whatever the limits, what is found keeps them, and what is not found could not', () => {
  const config = completeConfig('test', { depth: 2, baseWidth: 6 });
  const side = fc.integer({ min: 4, max: 90 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.integer({ min: 1, max: 4000 }),
      fc.integer({ min: 1, max: 400 }),
      (height, width, kilobytes, texture) => {
        const some = slicesOf(height, width);
        const limits = { memory: 1000 * kilobytes, textureSide: texture, unfoldsConvolutions: true };
        const found = fitToDevice(config, some, limits);
        const { largestTensor, largestMatrix, training } =
          found?.memory ?? trainingMemory({ ...config, baseWidth: 1 }, 44, limits);
        const [batch, rows, columns] = largestMatrix!.shape as [number, number, number];
        const kept =
          (4 / 3) * training <= limits.memory &&
          largestTensor.bytes / 4 <= texture ** 2 &&
          batch * Math.ceil(rows / 2) * Math.ceil(columns / 2) <= texture ** 2;
        expect(kept).toBe(found !== undefined);
        if (found) expect(found.tile).toBeLessThanOrEqual(largestTile(config, some));
      },
    ),
    { numRuns: 50, seed: 1 },
  );
});

describe('is refused in one line', () => {
  test.each<[limits: unknown, message: string]>([
    [{ memory: -1 }, 'memory must be a number >= 0, got -1'],
    [{ largestTensorBytes: '5' }, 'largestTensorBytes must be a number >= 0, got "5"'],
    [{ textureSide: Number.NaN }, 'textureSide must be a number >= 0, got NaN'],
    [{ smallestTile: 0 }, 'smallestTile must be a positive integer, got 0'],
    [{ largestTile: 1.5 }, 'largestTile must be a positive integer, got 1.5'],
  ])('%j', (limits, message) => {
    expect(() => fitToDevice({}, slices, limits as FitLimits)).toThrow(new RangeError(`fitToDevice: ${message}`));
  });

  test('no limits, no slices, slices too small', () => {
    expect(() => fitToDevice({}, slices, undefined as unknown as FitLimits)).toThrow(
      new TypeError('fitToDevice: limits must be an object, got undefined'),
    );
    expect(() => fitToDevice({}, [], {})).toThrow(/^fitToDevice: slices must be a list of at least one slice/);
    expect(() => fitToDevice({}, slicesOf(3, 3), {})).toThrow(/^fitToDevice: slices must be at least 4 pixels/);
  });
});
