import { Tensor } from '@tensorflow/tfjs-core';
import { type AugmentOptions, paperAugmentation } from '@unet/augment';
import { disposeSample, type LabelledSlice, type Sample, sampleToArrays } from '@unet/tensor';
import type { LabelArray, LabelledSliceArrays, SampleArrays } from '@unet/tensor/arrays';
import { createTileSource, prefetch, type TileSourceOptions } from '@unet/trainer';
import { countReads, expectAllClose, expectNoLeak, expectNoRead } from '@unet-internal/testing';
import { describe, expect, test, vi } from 'vitest';
import { labelOf, onDevice, placeImage, squareSlices, tinyConfig } from './tiny.ts';

const base: TileSourceOptions = { config: tinyConfig, inputSize: 24, seed: 5 };
/** Cells that touch, by their numbers. */
const instances: LabelledSliceArrays[] = squareSlices(2).map(({ image }, index) => ({
  image,
  label: labelOf(24, 24, (row, column) => 1 + 4 * Math.floor((row + index) / 7) + Math.floor(column / 7)),
}));

function release(slices: readonly LabelledSlice[]): void {
  for (const { image, label } of slices) {
    image.dispose();
    label.dispose();
  }
}

function changed(one: LabelArray, other: LabelArray): number {
  return one.data.filter((value, pixel) => value !== other.data[pixel]).length;
}

/** The first samples of a source on the device and of one in plain memory, side by side. */
async function compare(
  slices: readonly LabelledSliceArrays[],
  options: Omit<TileSourceOptions, 'prepare'>,
  check: (onDevice: SampleArrays, plain: SampleArrays) => void,
): Promise<void> {
  const plain = createTileSource(slices, options);
  await expectNoLeak(async () => {
    const tensors = onDevice(slices);
    for (const source of [
      createTileSource(tensors, options),
      createTileSource(slices, { ...options, prepare: 'device' }),
    ]) {
      expect(source.length).toBe(plain.length);
      for (const index of [0, 3, 1]) {
        const sample = await source.sample(index);
        check(await sampleToArrays(sample), (await plain.sample(index)) as SampleArrays);
        disposeSample(sample);
      }
      await source.close();
    }
    release(tensors);
  });
}

describe('samples on the device are those in plain memory', () => {
  test.each([
    ['class labels', squareSlices(2), {}],
    ['class labels with the balance alone', squareSlices(2), { weights: { w0: 0, balance: 'inverse-frequency' } }],
    ['class labels with weights of one’s own', squareSlices(2), { weights: { w0: 0, balance: [0.5, 2] } }],
    ['class labels without weights', squareSlices(2), { weights: false, placement: 'random' }],
    ['instances', instances, { labels: 'instances', weights: { sigma: 2, gap: 1 } }],
    ['instances with the balance alone', instances, { labels: 'instances', weights: { w0: 0 } }],
    ['instances without weights', instances, { labels: 'instances', weights: false }],
  ] as [string, LabelledSliceArrays[], Partial<TileSourceOptions>][])(
    'exactly, without augmentation: %s',
    async (_, slices, more) => {
      await compare(slices, { ...base, ...more }, (sample, plain) => {
        expect(sample.image).toEqual(plain.image);
        expect(sample.label).toEqual(plain.label);
        // Weights of the class balance alone are computed in float32.
        expectAllClose(sample.weight.data, plain.weight.data, { relative: 1e-6 });
      });
    },
  );

  test.each([
    ['bilinear', { ...paperAugmentation, noise: 0.1, flips: true }],
    ['bicubic', { rotation: 20, shift: 2.3, imageInterpolation: 'bicubic', labelInterpolation: 'bilinear' }],
  ] as [string, AugmentOptions][])('up to rounding, augmented: %s', async (_, augmentation) => {
    await compare(squareSlices(2), { ...base, augmentation, weights: { sigma: 2 } }, (sample, plain) => {
      // Grey values to 1e-4; a pixel at a tie may be of another class, and then the weights near it are others.
      expectAllClose(sample.image.data, plain.image.data, { absolute: 1e-4 });
      if (changed(sample.label, plain.label) === 0) {
        const far = sample.weight.data.filter((weight, pixel) => Math.abs(weight - plain.weight.data[pixel]!) > 1e-4);
        expect(far.length).toBeLessThan(10);
      }
      expect(changed(sample.label, plain.label)).toBeLessThan(3);
    });
  });
});

describe('reads', () => {
  /** How often the device is read for each of the samples 0 to 3, of which two are of each slice. */
  async function readsOf(slices: readonly LabelledSliceArrays[], options: Partial<TileSourceOptions>) {
    const tensors = onDevice(slices);
    const source = createTileSource(tensors, { ...base, ...options });
    const reads: number[] = [];
    for (let index = 0; index < 4; index++) {
      reads.push(await countReads(async () => disposeSample(await source.sample(index))));
    }
    await source.close();
    release(tensors);
    return reads;
  }
  // One window of each slice: samples 0 and 1 are of different slices, 2 and 3 as well.
  const whole = { inputSize: 40 };

  test('with a border term each slice’s label once, and each sample’s once', async () => {
    expect(await readsOf(squareSlices(2), whole)).toEqual([2, 2, 1, 1]);
    expect(await readsOf(instances, { ...whole, labels: 'instances' })).toEqual([2, 2, 1, 1]);
  });

  test('none without weights, or with the class balance alone', async () => {
    const augmentation = { elastic: { kind: 'coarse', grid: 3, sigma: 2 }, noise: 0.1, flips: true } as const;
    expect(await readsOf(squareSlices(2), { ...whole, augmentation, weights: false })).toEqual([0, 0, 0, 0]);
    expect(await readsOf(squareSlices(2), { ...whole, augmentation, weights: { w0: 0 } })).toEqual([0, 0, 0, 0]);
    expect(await readsOf(instances, { ...whole, labels: 'instances', weights: { w0: 0 } })).toEqual([0, 0, 0, 0]);
    expect(await readsOf(instances, { ...whole, labels: 'instances', weights: false })).toEqual([0, 0, 0, 0]);
  });

  test('none to make and close a source', async () => {
    await expectNoLeak(async () => {
      const tensors = onDevice(squareSlices(1));
      await expectNoRead(() => createTileSource(tensors, base).close());
      release(tensors);
    });
  });
});

describe('ownership', () => {
  test('each sample is a new one of the asker, and the slices stay the caller’s', async () => {
    await expectNoLeak(async () => {
      const tensors = onDevice(squareSlices(1));
      const source = createTileSource(tensors, base);
      const [one, other] = await Promise.all([source.sample(0), source.sample(0)]);
      disposeSample(one!);
      expect(await sampleToArrays(other!)).toEqual(await createTileSource(squareSlices(1), base).sample(0));
      disposeSample(other!);
      await source.close();
      expect(tensors[0]!.image.isDisposed || tensors[0]!.label.isDisposed).toBe(false);
      release(tensors);
    });
  });

  test('closed, it refuses samples, also one that is under way', async () => {
    await expectNoLeak(async () => {
      const tensors = onDevice(squareSlices(1));
      const source = createTileSource(tensors, base);
      const pending = source.sample(0);
      const refused = expect(pending).rejects.toThrow(new Error('createTileSource: the source is closed'));
      await source.close();
      await refused;
      await expect(source.sample(1)).rejects.toThrow(new Error('createTileSource: the source is closed'));
      await source.close();
      release(tensors);
    });
  });

  test('closed while the label of a sample is read, it gives nothing back before that is done', async () => {
    await expectNoLeak(async () => {
      const source = createTileSource(squareSlices(1), { ...base, prepare: 'device' });
      disposeSample(await source.sample(0));
      let goOn = () => {};
      const gate = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const { data } = Tensor.prototype;
      const read = vi.spyOn(Tensor.prototype, 'data').mockImplementation(async function (this: Tensor) {
        await gate;
        return data.call(this) as never;
      });
      try {
        const refused = expect(source.sample(1)).rejects.toThrow(new Error('createTileSource: the source is closed'));
        await vi.waitFor(() => expect(read).toHaveBeenCalled());
        let closed = false;
        const closing = source.close().then(() => {
          closed = true;
        });
        await new Promise((resolve) => setTimeout(resolve, 0));
        expect(closed).toBe(false);
        goOn();
        await closing;
        await refused;
      } finally {
        read.mockRestore();
      }
    });
  });

  test('of samples that are prefetched and not asked for', async () => {
    await expectNoLeak(async () => {
      const source = prefetch(createTileSource(squareSlices(1), { ...base, prepare: 'device' }), { ahead: 3 });
      disposeSample(await source.sample(0));
      await source.close();
    });
  });
});

describe('errors', () => {
  const refused = (slices: unknown, options: object, error: Error) =>
    expect(() => createTileSource(slices as LabelledSlice[], { ...base, ...options })).toThrow(error);

  test('of slices', async () => {
    await expectNoLeak(() => {
      const [array] = squareSlices(1);
      const tensors = onDevice([array!]);
      const [tensor] = tensors;
      refused([], {}, new RangeError('createTileSource: slices must be a list of at least one slice, got Array(0)'));
      const either =
        'createTileSource: slice 0: image must be a [height, width, channels] float32 tensor or { height, width, channels, data }';
      refused([{}], {}, new TypeError(`${either}, got undefined`));
      refused(
        [tensor, array],
        {},
        new TypeError(
          'createTileSource: squares 0: image must be a [height, width, channels] float32 tensor, got { height, width, channels, data }',
        ),
      );
      refused(
        [array, { ...tensor, name: 'b.tif' }],
        {},
        new TypeError(
          'createTileSource: b.tif: image must be { height, width, channels, data }, got [24,24,1] float32 tensor',
        ),
      );
      refused(
        [{ ...tensor, label: tensor!.image }],
        {},
        new TypeError(
          'createTileSource: squares 0: label must be a [height, width] int32 tensor, got [24,24,1] float32 tensor',
        ),
      );
      const small = onDevice([{ image: placeImage(8, 8), label: labelOf(8, 8, () => 0) }]);
      refused(
        [{ image: tensor!.image, label: small[0]!.label }],
        {},
        new RangeError('createTileSource: slice 0: label must have the size of the image, 24 x 24, got 8 x 8'),
      );
      const colour = { ...tinyConfig, channels: 3 };
      refused(
        tensors,
        { config: colour },
        new RangeError('createTileSource: squares 0: image must have 3 channels, got 1'),
      );
      release(small);
      release(tensors);
    });
  });

  test('of options', async () => {
    await expectNoLeak(() => {
      const tensors = onDevice(squareSlices(1));
      refused(
        tensors,
        { prepare: 'gpu' },
        new RangeError('createTileSource: prepare must be "arrays" or "device", got "gpu"'),
      );
      refused(
        tensors,
        { prepare: 'arrays' },
        new TypeError('createTileSource: prepare "arrays" must go with slices of arrays, got tensors'),
      );
      release(tensors);
      expect(() => createTileSource(squareSlices(1), { ...base, tile: 20 } as never)).toThrow(
        /^createTileSource: options\.tile is not an option, only config, .*, prepare$/,
      );
    });
  });
});

test('prepare "arrays" is the default for slices in plain memory', async () => {
  const samples: (Sample | SampleArrays)[] = [
    await createTileSource(squareSlices(1), base).sample(0),
    await createTileSource(squareSlices(1), { ...base, prepare: 'arrays' }).sample(0),
  ];
  expect(samples[1]).toEqual(samples[0]);
  expect(samples[0]!.image).toHaveProperty('data');
});
