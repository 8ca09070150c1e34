import { memory, softmax, tensor4d, tidy } from '@tensorflow/tfjs-core';
import {
  createUNet,
  disposeUNet,
  forward,
  mostProbableClass,
  type SegmentOptions,
  type SegmentOutput,
  segment,
  segmentationMemory,
  type UNet,
  type UNetConfig,
} from '@unet/model';
import { type ImageArray, imageFromArray } from '@unet/tensor';
import { mirrorPad } from '@unet/tiling/arrays';
import { expectAllClose, expectNoLeak, expectNoRead, randomImage } from '@unet-internal/testing';
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

describe('a tensor', () => {
  const cases: [Partial<UNetConfig>, SegmentOptions][] = [
    [{ channels: 2 }, {}],
    [{ channels: 2 }, { inputSize: 20 }],
    [
      { channels: 2, classes: 3 },
      { inputSize: 24, stride: 3, blend: 'centre', batchSize: 4 },
    ],
    [
      { channels: 2, padding: 'same' },
      { inputSize: 34, boundary: 'reflect', batchSize: 3 },
    ],
    [{ channels: 2 }, { inputSize: 28, symmetries: true, batchSize: 2 }],
  ];

  test.each(cases)('gives what it gives in plain memory, and nothing is read: %j, %j', async (config, options) => {
    await withUNet(config, async (unet) => {
      const image = randomImage(9, 21, 2, 'image');
      const expected = await segment(unet, image, { ...options, output: 'both' });
      await expectNoLeak(async () => {
        const tensor = imageFromArray(image);
        const { probabilities, label } = await expectNoRead(() =>
          segment(unet, tensor, { ...options, output: 'both' }),
        );
        expect([probabilities.shape, probabilities.dtype]).toEqual([[9, 21, unet.config.classes], 'float32']);
        expect([label.shape, label.dtype]).toEqual([[9, 21], 'int32']);
        expectAllClose(await probabilities.data(), expected.probabilities.data, rounding);
        const own = await probabilities.data();
        // Whichever of two classes that are equal up to rounding.
        for (const [pixel, best] of (await label.data()).entries()) {
          const here = own.slice(pixel * unet.config.classes, (pixel + 1) * unet.config.classes);
          expect(here[best]).toBeGreaterThanOrEqual(Math.max(...here));
        }
        return [tensor, probabilities, label];
      });
    });
  });

  test.each<[SegmentOutput | undefined, number[], string]>([
    [undefined, [9, 13, 2], 'float32'],
    ['probabilities', [9, 13, 2], 'float32'],
    ['label', [9, 13], 'int32'],
  ])('output %s owns nothing but its result', async (output, shape, dtype) => {
    await withUNet({}, async (unet) => {
      await expectNoLeak(async () => {
        const image = imageFromArray(randomImage(9, 13, 1, 'image'));
        const result = output === 'label' ? segment(unet, image, { output }) : segment(unet, image, { inputSize: 20 });
        expect([(await result).shape, (await result).dtype]).toEqual([shape, dtype]);
        return [image, await result];
      });
    });
  });

  test('a signal, and what onTile throws, leave nothing behind, and the event loop turns between two tiles', async () => {
    await withUNet({}, async (unet) => {
      await expectNoLeak(async () => {
        const image = imageFromArray(randomImage(10, 30, 1, 'image'));
        const before = memory().numTensors;
        const controller = new AbortController();
        const reason = new Error('enough');
        // A task of the event loop, not of the promises: on some backends every await is of something that is there already.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => controller.abort(reason);
        port2.postMessage(undefined);
        const counts: number[] = [];
        const options = { inputSize: 18, signal: controller.signal, onTile: (count: number) => counts.push(count) };
        await expect(segment(unet, image, options)).rejects.toBe(reason);
        port1.close();
        expect(counts.length).toBeLessThan(75);
        const onTile = () => {
          throw new Error('from the caller');
        };
        await expect(segment(unet, image, { onTile })).rejects.toThrow('from the caller');
        expect(memory().numTensors).toBe(before);
        return image;
      });
    });
  });
});

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
    memory: Math.ceil((4 / 3) * segmentationMemory(config, { inputSize, batchSize }).peak),
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
        const limits = { memory: enough(52).memory + Math.ceil((4 / 3) * beside) };
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
