import { memory, softmax, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { forward, type SegmentOptions, segment, type UNetConfig } from '@unet/model';
import type { ImageArray } from '@unet/tensor';
import { mirrorPad } from '@unet/tiling/arrays';
import { expectAllClose, randomImage } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { rounding, withUNet } from './with-unet.ts';

describe('one tile', () => {
  test.each(['symmetric', 'reflect'] as const)(
    'is a plain forward pass on the image, mirrored %s',
    async (boundary) => {
      await withUNet({ channels: 3, classes: 4 }, async (unet) => {
        const image = randomImage(12, 22, 3, 'image');
        const padded = mirrorPad(image, 8, { boundary });
        const expected = tidy(() => {
          const x = tensor4d(padded.data, [1, padded.height, padded.width, 3]);
          return softmax(forward(unet.config, unet.parameters, x));
        });
        const actual = await segment(unet, image, { boundary });
        expect([actual.height, actual.width, actual.channels]).toEqual([12, 22, 4]);
        expectAllClose(actual.data, await expected.data(), rounding);
        if (boundary === 'symmetric') expect(await segment(unet, image)).toEqual(actual);
        expected.dispose();
      });
    },
  );

  test.each([
    [1, 1],
    [3, 40],
    [40, 3],
    [5, 7],
  ])('serves images of %i x %i, which it overhangs', async (height, width) => {
    await withUNet({}, async (unet) => {
      const image = randomImage(height, width, 1, 'image');
      const actual = await segment(unet, image);
      expect([actual.height, actual.width]).toEqual([height, width]);
      // The overhang shows the mirrored image, as the context does.
      const [bottom, right] = [height % 2, width % 2].map((odd) => 8 + odd);
      const padded = mirrorPad(image, { top: 8, left: 8, bottom: bottom!, right: right! });
      if (padded.height < 18 || padded.width < 18) return;
      const expected = tidy(() => {
        const x = tensor4d(padded.data, [1, padded.height, padded.width, 1]);
        return softmax(forward(unet.config, unet.parameters, x));
      });
      const values = (await expected.array())[0]!;
      expectAllClose(
        actual.data,
        values.slice(0, height).flatMap((row) => row.slice(0, width).flat()),
        rounding,
      );
      expected.dispose();
    });
  });
});

describe('several tiles agree with one', () => {
  const image = randomImage(25, 30, 1, 'image');
  const cases: [Partial<UNetConfig>, SegmentOptions][] = [
    [{}, { inputSize: 18 }], // output squares of 2
    [{}, { inputSize: 28, stride: 2 }],
    [{}, { inputSize: 28, stride: 10, blend: 'centre' }],
    [{}, { inputSize: 36 }],
    [{ depth: 2 }, { inputSize: 52 }], // output squares of 12
    [{ depth: 2 }, { inputSize: 56, stride: 8, boundary: 'reflect' }],
    [{ depth: 2 }, { inputSize: 64, symmetries: true }],
    [{ depth: 3, baseWidth: 2 }, { inputSize: 100 }], // output squares of 12, which is no multiple of 8
    [{ padding: 'same' }, { inputSize: 34 }], // context 12, output squares of 10
    [{ padding: 'same' }, { inputSize: 42, stride: 4, blend: 'centre' }],
    [{ padding: 'same', depth: 2 }, { inputSize: 60 }],
    [{ upConvolution: 'relu', classes: 3 }, { inputSize: 26 }],
  ];

  test.each(cases)('%j, %j', async (config, options) => {
    await withUNet(config, async (unet) => {
      const { inputSize: _, stride: __, blend: ___, ...same } = options;
      const expected = await segment(unet, image, same);
      const tiles: number[] = [];
      const actual = await segment(unet, image, { ...options, onTile: (_, total) => tiles.push(total) });
      expect(tiles.length).toBeGreaterThan(1);
      expectAllClose(actual.data, expected.data, rounding);
    });
  });

  test('with a stride that is no whole step of the poolings they need not', async () => {
    await withUNet({ depth: 2 }, async (unet) => {
      const expected = await segment(unet, image);
      const actual = await segment(unet, image, { inputSize: 52, stride: 11 });
      expect(() => expectAllClose(actual.data, expected.data, rounding)).toThrow('differ');
      expectAllClose(actual.data, expected.data, { absolute: 0.5 });
    });
  });
});

test('the default input is what the image needs', async () => {
  await withUNet({ depth: 2 }, async (unet) => {
    const image = randomImage(30, 60, 1, 'image');
    const totals: number[] = [];
    await segment(unet, image, { onTile: (_, total) => totals.push(total) });
    expect(totals).toEqual([1]);
  });
});

test('the default input is at most 572: the paper', async () => {
  await withUNet({ depth: 4, baseWidth: 1 }, async (unet) => {
    const calls: number[][] = [];
    // 389 columns: two tiles of 388, though one pixel is missing; 3 rows: one tile of 4.
    const thin = await segment(unet, randomImage(3, 389, 1, 'image'), { onTile: (...call) => calls.push(call) });
    expect([thin.height, thin.width]).toEqual([3, 389]);
    expect(calls).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
});

describe('probabilities', () => {
  test.each([
    [{ classes: 2 }, {}],
    [
      { classes: 5, channels: 2 },
      { inputSize: 20, stride: 2 },
    ],
    [{ classes: 3, padding: 'same' }, { symmetries: true }],
  ] as [Partial<UNetConfig>, SegmentOptions][])('of %j, %j sum to 1', async (config, options) => {
    await withUNet(config, async (unet) => {
      const { data, channels } = await segment(unet, randomImage(9, 13, config.channels ?? 1, 'image'), options);
      expect(channels).toBe(config.classes);
      const sums = Array.from({ length: 9 * 13 }, (_, pixel) =>
        data.subarray(pixel * channels, (pixel + 1) * channels).reduce((sum, value) => sum + value, 0),
      );
      expectAllClose(sums, new Array(9 * 13).fill(1), { absolute: 1e-5 });
      expect(data.every((value) => value >= 0 && value <= 1)).toBe(true);
    });
  });
});

describe('averaged over the symmetries', () => {
  /** Turns an image: transposes, then flips rows, then columns. */
  function turned(image: ImageArray, transposed: boolean, flipRows: boolean, flipColumns: boolean): ImageArray {
    const { channels } = image;
    const [height, width] = transposed ? [image.width, image.height] : [image.height, image.width];
    const data = new Float32Array(image.data.length);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const [r, c] = [flipRows ? height - 1 - row : row, flipColumns ? width - 1 - column : column];
        const source = (transposed ? c * image.width + r : r * image.width + c) * channels;
        data.set(image.data.subarray(source, source + channels), (row * width + column) * channels);
      }
    }
    return { height, width, channels, data };
  }

  test.each([
    { config: {}, height: 12, width: 16, options: {} },
    { config: { channels: 2, classes: 3 }, height: 6, width: 6, options: { inputSize: 20, stride: 2 } },
    { config: { padding: 'same' }, height: 8, width: 14, options: {} },
  ] as const)('the prediction turns with the image: $config, $height x $width', async (given) => {
    const { config, height, width, options } = given;
    await withUNet(config, async (unet) => {
      const image = randomImage(height, width, unet.config.channels, 'image');
      const expected = await segment(unet, image, { ...options, symmetries: true });
      const plain = await segment(unet, image, options);
      expect(() => expectAllClose(plain.data, expected.data, rounding)).toThrow('differ');
      for (let index = 1; index < 8; index++) {
        const turn = [(index & 4) > 0, (index & 2) > 0, (index & 1) > 0] as const;
        const actual = await segment(unet, turned(image, ...turn), { ...options, symmetries: true });
        expectAllClose(actual.data, turned(expected, ...turn).data, rounding);
      }
    });
  });
});

describe('while it runs', () => {
  const image = randomImage(10, 30, 1, 'image');

  test('onTile counts', async () => {
    await withUNet({}, async (unet) => {
      const calls: number[][] = [];
      await segment(unet, image, { inputSize: 26, onTile: (...call) => calls.push(call) });
      expect(calls).toEqual([
        [1, 3],
        [2, 3],
        [3, 3],
      ]);
    });
  });

  test('a signal stops it between two tiles, with its reason', async () => {
    await withUNet({}, async (unet) => {
      const controller = new AbortController();
      const reason = new Error('enough');
      let done = 0;
      const onTile = () => {
        done++;
        if (done === 2) controller.abort(reason);
      };
      const before = memory().numTensors;
      await expect(segment(unet, image, { inputSize: 26, signal: controller.signal, onTile })).rejects.toBe(reason);
      expect(done).toBe(2);
      expect(memory().numTensors).toBe(before);
      await expect(segment(unet, image, { signal: controller.signal })).rejects.toBe(reason);
    });
  });

  test('what onTile throws comes out, and nothing leaks', async () => {
    await withUNet({}, async (unet) => {
      const before = memory().numTensors;
      const onTile = () => {
        throw new Error('from the caller');
      };
      await expect(segment(unet, image, { onTile })).rejects.toThrow('from the caller');
      expect(memory().numTensors).toBe(before);
    });
  });
});
