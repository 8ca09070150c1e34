import { tensor4d } from '@tensorflow/tfjs-core';
import {
  mostProbableClass,
  type SegmentOptions,
  segment,
  segmentationMemory,
  type UNet,
  type UNetConfig,
} from '@unet/model';
import { type ImageArray, imageFromArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, randomImage } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { rounding, withUNet } from './with-unet.ts';

describe('batches', () => {
  const image = randomImage(21, 26, 1, 'image');

  test.each([2, 3, 100])('of %i tiles give the same', async (batchSize) => {
    await withUNet({ depth: 2 }, async (unet) => {
      const expected = await segment(unet, image, { inputSize: 52 });
      const calls: number[][] = [];
      const onTile = (...call: [number, number]) => calls.push(call);
      const actual = await segment(unet, image, { inputSize: 52, batchSize, onTile });
      expectAllClose(actual.data, expected.data, rounding);
      // 2 x 3 output squares of 12 pixels.
      const counts = [1, 2, 3, 4, 5, 6].filter((count) => count % batchSize === 0 || count === 6);
      expect(calls).toEqual(counts.map((count) => [count, 6]));
    });
  });
});

describe('output', () => {
  test.each([{}, { inputSize: 20 }, { inputSize: 26, stride: 4, batchSize: 2 }])(
    'the label is the most probable class, %j',
    async (options) => {
      await withUNet({ classes: 4, baseWidth: 8 }, async (unet) => {
        // Of a wide range: a fresh network would else find one class everywhere.
        const noise = randomImage(11, 17, 1, 'image');
        const image = { ...noise, data: noise.data.map((value) => 40 * value - 20) };
        const probabilities = await segment(unet, image, options);
        const label = mostProbableClass(probabilities);
        expect(new Set(label.data).size).toBeGreaterThan(1);
        expect(await segment(unet, image, { ...options, output: 'label' })).toEqual(label);
        expect(await segment(unet, image, { ...options, output: 'both' })).toEqual({ probabilities, label });
        expect(await segment(unet, image, { ...options, output: 'probabilities' })).toEqual(probabilities);
      });
    },
  );
});

describe('limits of a device', () => {
  const image = randomImage(25, 30, 1, 'image');
  const config = { depth: 2, baseWidth: 3 };
  /** What is just enough for inputs of this size. */
  const enough = (inputSize: number, batchSize = 1) => ({
    memory: Math.ceil(1.5 * segmentationMemory(config, { inputSize, batchSize }).peak),
  });

  async function tilesWithin(unet: UNet, options: SegmentOptions): Promise<number[]> {
    const calls: number[] = [];
    const expected = await segment(unet, image);
    const actual = await segment(unet, image, { ...options, onTile: (done) => calls.push(done) });
    expectAllClose(actual.data, expected.data, rounding);
    return calls;
  }

  test('make the input smaller, and where it cannot be, the batch', async () => {
    await withUNet(config, async (unet) => {
      // Output squares of 12 pixels: 3 x 3 of them.
      expect(await tilesWithin(unet, { limits: enough(52) })).toHaveLength(9);
      expect(await tilesWithin(unet, { limits: enough(52), inputSize: 52, batchSize: 9 })).toHaveLength(9);
      expect(await tilesWithin(unet, { limits: enough(52, 4), inputSize: 52, batchSize: 9 })).toEqual([4, 8, 9]);
      expect(await tilesWithin(unet, { limits: {}, batchSize: 9 })).toEqual([1]);
    });
  });

  test('count what a tensor has on the device beside the tiles', async () => {
    await withUNet(config, async (unet) => {
      await expectNoLeak(async () => {
        const tensor = imageFromArray(image);
        const calls: number[] = [];
        const beside = 4 * 25 * 30 * (1 + 3 * 2);
        const limits = { memory: enough(52).memory + Math.ceil(1.5 * beside) };
        const probabilities = await segment(unet, tensor, { limits, onTile: (done) => calls.push(done) });
        expect(calls).toHaveLength(9);
        return [tensor, probabilities];
      });
    });
  });

  test('that nothing fits are refused, with what would be needed', async () => {
    await withUNet(config, async (unet) => {
      await expect(segment(unet, image, { limits: { memory: 1000 } })).rejects.toThrow(
        new RangeError(
          'segment: network must fit the device; an input of 44 x 44 pixels needs 1 MB, 1 MB of them in one tensor: choose another backend or a smaller network',
        ),
      );
    });
  });
});

describe('is refused in one line', () => {
  const image = randomImage(9, 13, 1, 'image');

  test.each([
    [{}, { inputSize: 19 }, 'segment: inputSize must be a legal input size (nearest 18 or 20), got 19'],
    [{}, { inputSize: 18.5 }, 'segment: inputSize must be a positive integer, got 18.5'],
    [
      {},
      { inputSize: { height: 18, width: 21 } },
      'segment: inputSize must be a legal input size (nearest 20 or 22), got 21',
    ],
    [
      { padding: 'same' },
      { inputSize: 24 },
      'segment: inputSize must be larger than twice the context of 12 pixels, got 24',
    ],
    [{ channels: 3 }, {}, 'segment: image must have 3 channels, got 1'],
    [
      {},
      { inputSize: 20, stride: 5 },
      'segment: stride must be at most the output square, 4 x 4, or pixels are missed, got 5 x 5',
    ],
    [{}, { inputSize: 20, stride: 0 }, 'segment: stride must be a positive integer, got 0'],
    [{}, { batchSize: 0 }, 'segment: batchSize must be a positive integer, got 0'],
    [{}, { blend: 'median' }, 'segment: blend must be "mean" or "centre", got "median"'],
    [{}, { boundary: 'zero' }, 'segment: boundary must be "symmetric" or "reflect", got "zero"'],
    [{}, { output: 'labels' }, 'segment: output must be "probabilities", "label" or "both", got "labels"'],
    [{}, { limits: { memory: -1 } }, 'segment: limits.memory must be a number >= 0, got -1'],
  ] as [Partial<UNetConfig>, SegmentOptions, string][])('%j, %j', async (config, options, message) => {
    await withUNet(config, async (unet) => {
      await expect(segment(unet, image, options)).rejects.toThrow(new RangeError(message));
    });
  });

  test.each([
    [
      { tileSize: 18 },
      'options.tileSize is not an option, only inputSize, stride, blend, boundary, symmetries, batchSize, limits, output, onTile, signal',
    ],
    [{ symmetries: 1 }, 'symmetries must be true or false, got 1'],
    [{ onTile: true }, 'onTile must be a function, got true'],
    [{ signal: {} }, 'signal must be an AbortSignal, got {}'],
    [{ limits: 5 }, 'limits must be an object, got 5'],
  ])('%j', async (options, message) => {
    await withUNet({}, async (unet) => {
      await expect(segment(unet, image, options as object)).rejects.toThrow(new TypeError(`segment: ${message}`));
    });
  });

  test('what is no image', async () => {
    await withUNet({}, async (unet) => {
      const wanted = 'a [height, width, channels] float32 tensor or { height, width, channels, data }';
      await expect(segment(unet, undefined as unknown as ImageArray)).rejects.toThrow(
        new TypeError(`segment: image must be ${wanted}, got undefined`),
      );
      await expect(segment(unet, { ...image, data: [0] } as unknown as ImageArray)).rejects.toThrow(
        new TypeError('segment: image.data must be of type Float32Array, got Array(1)'),
      );
      await expectNoLeak(async () => {
        const batch = tensor4d(image.data, [1, 9, 13, 1]);
        await expect(segment(unet, batch as never)).rejects.toThrow(
          new TypeError(
            'segment: image must be a [height, width, channels] float32 tensor, got [1,9,13,1] float32 tensor',
          ),
        );
        return batch;
      });
    });
  });
});
