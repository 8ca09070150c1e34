import { memory, softmax, type Tensor4D, tensor3d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import {
  createUNet,
  disposeUNet,
  forward,
  type SegmentOptions,
  segment,
  segmentArray,
  type UNet,
  type UNetConfig,
} from '@unet/model';
import type { ImageArray } from '@unet/tensor';
import { mirrorPad } from '@unet/tiling/arrays';
import { expectAllClose, expectNoLeak, randomImage } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

// Margin 8 and steps of 2 at depth 1, margin 20 and steps of 4 at depth 2. Float32 rounds probabilities of one tile and of
// another differently, where kernels sum in another order.
const rounding = { absolute: 1e-5 };

async function withUNet(config: Partial<UNetConfig>, work: (unet: UNet) => Promise<void>): Promise<void> {
  await expectNoLeak(async () => {
    const unet = createUNet({ depth: 1, baseWidth: 3, ...config }, { seed: 3 });
    try {
      await work(unet);
    } finally {
      disposeUNet(unet);
    }
  });
}

describe('one tile', () => {
  test.each(['symmetric', 'reflect'] as const)('is a plain forward pass on the image, mirrored %s', async (mirror) => {
    await withUNet({ channels: 3, classes: 4 }, async (unet) => {
      const image = randomImage(12, 22, 3, 'image');
      const padded = mirrorPad(image, 8, mirror);
      const expected = tidy(() => {
        const x = tensor4d(padded.data, [1, padded.height, padded.width, 3]);
        return softmax(forward(unet.config, unet.parameters, x));
      });
      const actual = await segmentArray(unet, image, { mirror });
      expect([actual.height, actual.width, actual.channels]).toEqual([12, 22, 4]);
      expectAllClose(actual.data, await expected.data(), rounding);
      if (mirror === 'symmetric') expect(await segmentArray(unet, image)).toEqual(actual);
      expected.dispose();
    });
  });

  test.each([
    [1, 1],
    [3, 40],
    [40, 3],
    [5, 7],
  ])('serves images of %i x %i, which it overhangs', async (height, width) => {
    await withUNet({}, async (unet) => {
      const image = randomImage(height, width, 1, 'image');
      const actual = await segmentArray(unet, image);
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
    [{}, { tile: 18 }], // output squares of 2
    [{}, { tile: 28, stride: 2 }],
    [{}, { tile: 28, stride: 10, blend: 'centre' }],
    [{}, { tile: 36 }],
    [{ depth: 2 }, { tile: 52 }], // output squares of 12
    [{ depth: 2 }, { tile: 56, stride: 8, mirror: 'reflect' }],
    [{ depth: 2 }, { tile: 64, symmetries: true }],
    [{ depth: 3, baseWidth: 2 }, { tile: 100 }], // output squares of 12, which is no multiple of 8
    [{ padding: 'same' }, { tile: 34 }], // context 12, output squares of 10
    [{ padding: 'same' }, { tile: 42, stride: 4, blend: 'centre' }],
    [{ padding: 'same', depth: 2 }, { tile: 60 }],
    [{ upConvolution: 'relu', classes: 3 }, { tile: 26 }],
  ];

  test.each(cases)('%j, %j', async (config, options) => {
    await withUNet(config, async (unet) => {
      const { tile: _, stride: __, blend: ___, ...same } = options;
      const expected = await segmentArray(unet, image, same);
      const tiles: number[] = [];
      const actual = await segmentArray(unet, image, { ...options, onTile: (_, total) => tiles.push(total) });
      expect(tiles.length).toBeGreaterThan(1);
      expectAllClose(actual.data, expected.data, rounding);
    });
  });

  test('with a stride that is no whole step of the poolings they need not', async () => {
    await withUNet({ depth: 2 }, async (unet) => {
      const expected = await segmentArray(unet, image);
      const actual = await segmentArray(unet, image, { tile: 52, stride: 11 });
      expect(() => expectAllClose(actual.data, expected.data, rounding)).toThrow('differ');
      expectAllClose(actual.data, expected.data, { absolute: 0.5 });
    });
  });
});

test('the default tile is what the image needs', async () => {
  await withUNet({ depth: 2 }, async (unet) => {
    const image = randomImage(30, 60, 1, 'image');
    const totals: number[] = [];
    await segmentArray(unet, image, { onTile: (_, total) => totals.push(total) });
    expect(totals).toEqual([1]);
  });
});

test('the default tile is at most 572: the paper', async () => {
  await withUNet({ depth: 4, baseWidth: 1 }, async (unet) => {
    const calls: number[][] = [];
    // 389 columns: two tiles of 388, though one pixel is missing; 3 rows: one tile of 4.
    const thin = await segmentArray(unet, randomImage(3, 389, 1, 'image'), { onTile: (...call) => calls.push(call) });
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
      { tile: 20, stride: 2 },
    ],
    [{ classes: 3, padding: 'same' }, { symmetries: true }],
  ] as [Partial<UNetConfig>, SegmentOptions][])('of %j, %j sum to 1', async (config, options) => {
    await withUNet(config, async (unet) => {
      const { data, channels } = await segmentArray(unet, randomImage(9, 13, config.channels ?? 1, 'image'), options);
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
    { config: { channels: 2, classes: 3 }, height: 6, width: 6, options: { tile: 20, stride: 2 } },
    { config: { padding: 'same' }, height: 8, width: 14, options: {} },
  ] as const)('the prediction turns with the image: $config, $height x $width', async (given) => {
    const { config, height, width, options } = given;
    await withUNet(config, async (unet) => {
      const image = randomImage(height, width, unet.config.channels, 'image');
      const expected = await segmentArray(unet, image, { ...options, symmetries: true });
      const plain = await segmentArray(unet, image, options);
      expect(() => expectAllClose(plain.data, expected.data, rounding)).toThrow('differ');
      for (let index = 1; index < 8; index++) {
        const turn = [(index & 4) > 0, (index & 2) > 0, (index & 1) > 0] as const;
        const actual = await segmentArray(unet, turned(image, ...turn), { ...options, symmetries: true });
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
      await segmentArray(unet, image, { tile: 26, onTile: (...call) => calls.push(call) });
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
      await expect(segmentArray(unet, image, { tile: 26, signal: controller.signal, onTile })).rejects.toBe(reason);
      expect(done).toBe(2);
      expect(memory().numTensors).toBe(before);
      await expect(segmentArray(unet, image, { signal: controller.signal })).rejects.toBe(reason);
    });
  });

  test('what onTile throws comes out, and nothing leaks', async () => {
    await withUNet({}, async (unet) => {
      const before = memory().numTensors;
      const onTile = () => {
        throw new Error('from the caller');
      };
      await expect(segmentArray(unet, image, { onTile })).rejects.toThrow('from the caller');
      expect(memory().numTensors).toBe(before);
    });
  });
});

test('segment does the same on tensors, and owns nothing but its result', async () => {
  await withUNet({ channels: 2 }, async (unet) => {
    const image = randomImage(9, 13, 2, 'image');
    const expected = await segmentArray(unet, image, { tile: 20 });
    await expectNoLeak(async () => {
      const tensor = tensor3d(image.data, [9, 13, 2]);
      const probabilities = await segment(unet, tensor, { tile: 20 });
      expect(probabilities.shape).toEqual([9, 13, 2]);
      expectAllClose(await probabilities.data(), expected.data, rounding);
      return [tensor, probabilities];
    });
  });
});

describe('is refused in one line', () => {
  const image = randomImage(9, 13, 1, 'image');

  test.each([
    [{}, { tile: 19 }, 'segment: tile must be a legal input size (nearest 18 or 20), got 19'],
    [{}, { tile: 18.5 }, 'segment: tile must be a positive integer, got 18.5'],
    [{ padding: 'same' }, { tile: 24 }, 'segment: tile must be larger than twice the context of 12 pixels, got 24'],
    [{ channels: 3 }, {}, 'segment: image must have 3 channels, got 1'],
    [
      {},
      { tile: 20, stride: 5 },
      'planTiles: stride must be at most the tile or pixels are missed, got height 5 for a tile of 4',
    ],
    [{}, { tile: 20, stride: 0 }, 'planTiles: stride must be a positive integer, got 0'],
  ] as [Partial<UNetConfig>, SegmentOptions, string][])('%j, %j', async (config, options, message) => {
    await withUNet(config, async (unet) => {
      await expect(segmentArray(unet, image, options)).rejects.toThrow(new RangeError(message));
    });
  });

  test('what is no image', async () => {
    await withUNet({}, async (unet) => {
      await expect(segmentArray(unet, undefined as unknown as ImageArray)).rejects.toThrow(
        new TypeError('segment: image must be { height, width, channels, data }, got undefined'),
      );
      await expect(segment(unet, undefined as unknown as Tensor4D as never)).rejects.toThrow(
        new TypeError('segment: image must be a [height, width, channels] float32 tensor, got undefined'),
      );
    });
  });
});
