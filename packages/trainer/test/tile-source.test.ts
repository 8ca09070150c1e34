import { noAugmentation, paperAugmentation } from '@unet/augment/arrays';
import { largestInputSize } from '@unet/model/arrays';
import type { LabelledSliceArrays, SampleArrays } from '@unet/tensor/arrays';
import { createTileSource, type SampleSource } from '@unet/trainer/arrays';
import { labelFromInstances, weightMap } from '@unet/weight-map/arrays';
import { expectAllClose } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelOf, placeImage, squareSlices, tinyConfig } from './tiny.ts';

/** Samples in the order of their indices. */
function samplesOf(source: SampleSource, from: number, count: number): SampleArrays[] {
  return Array.from({ length: count }, (_, item) => source.sample(from + item) as SampleArrays);
}

/** The grey value under the label's first pixel: with {@link placeImage}, where the tile lies. */
function placeOf({ image, label }: SampleArrays): number {
  const context = (image.height - label.height) / 2;
  return image.data[context * image.width + context]!;
}

function ascending(values: number[]): number[] {
  return [...values].sort((left, right) => left - right);
}

/** 2 x 3 tiles of 4 pixels, and one of 2 x 2 tiles that overlap by 2 columns. */
const placed: LabelledSliceArrays[] = [
  { image: placeImage(8, 12), label: labelOf(8, 12, (row) => row % 2) },
  { image: placeImage(8, 6, 1000), label: labelOf(8, 6, (_, column) => column % 2) },
];
const placedOptions = { config: tinyConfig, inputSize: 20 };
const allPlaces = [0, 4, 8, 48, 52, 56, 1000, 1002, 1024, 1026];

describe('order', () => {
  test('every tile once an epoch, in another order each time', () => {
    const source = createTileSource(placed, placedOptions);
    expect(source.length).toBe(10);
    const epochs = [0, 1, 2, 3].map((epoch) => samplesOf(source, 10 * epoch, 10).map(placeOf));
    for (const places of epochs) expect(ascending(places)).toEqual(allPlaces);
    expect(new Set(epochs.map(String)).size).toBe(4);
  });

  test('other seeds have other orders, 0 is the default', () => {
    const orders = [0, 1, 'a'].map((seed) =>
      String(samplesOf(createTileSource(placed, { ...placedOptions, seed }), 0, 10).map(placeOf)),
    );
    expect(new Set(orders).size).toBe(3);
    expect(String(samplesOf(createTileSource(placed, placedOptions), 0, 10).map(placeOf))).toBe(orders[0]);
  });

  test('a sample is the same in whatever order samples are asked for, and in arrays of its own', () => {
    const options = {
      config: tinyConfig,
      inputSize: 24,
      augmentation: paperAugmentation,
      placement: 'random',
    } as const;
    const source = createTileSource(squareSlices(2), options);
    const inOrder = samplesOf(source, 0, 24);
    fc.assert(
      fc.property(fc.array(fc.nat(23), { maxLength: 12 }), (indices) => {
        const fresh = createTileSource(squareSlices(2), options);
        for (const index of indices) {
          const sample = fresh.sample(index) as SampleArrays;
          expect(sample).toEqual(inOrder[index]);
          // A sample belongs to the caller.
          sample.image.data.fill(-1);
          sample.label.data.fill(0);
        }
      }),
      { numRuns: 8 },
    );
  });

  test('a seed always means the same, or saved runs would go on differently', () => {
    const places = (placement: 'grid' | 'random') =>
      samplesOf(createTileSource(placed, { ...placedOptions, placement, seed: 1 }), 8, 4).map(placeOf);
    expect(places('grid')).toMatchInlineSnapshot(`
      [
        1026,
        1000,
        1000,
        8,
      ]
    `);
    expect(places('random')).toMatchInlineSnapshot(`
      [
        1012,
        1012,
        1000,
        40,
      ]
    `);
    const noisy = createTileSource(placed, { ...placedOptions, augmentation: { noise: 1 }, seed: 1 });
    const { image } = noisy.sample(2) as SampleArrays;
    const plain = createTileSource(placed, { ...placedOptions, seed: 1 }).sample(2) as SampleArrays;
    expect((image.data[0]! - plain.image.data[0]!).toFixed(3)).toMatchInlineSnapshot(`"-1.911"`);
  });

  test('the stride decides how far tiles are apart', () => {
    const source = createTileSource(placed.slice(0, 1), { ...placedOptions, stride: 2 });
    const places = samplesOf(source, 0, source.length).map(placeOf);
    expect(ascending(places)).toEqual([0, 24, 48].flatMap((row) => [0, 2, 4, 6, 8].map((column) => row + column)));
  });
});

describe('what a tile holds', () => {
  test('inside a slice the margin is its real surroundings, the label the pixels in the middle', () => {
    const slice = { image: placeImage(24, 26), label: labelOf(24, 26, (row, column) => (3 * row + column) % 2) };
    const source = createTileSource([slice], { config: tinyConfig, inputSize: 20, weights: false });
    const middle = samplesOf(source, 0, source.length).find((sample) => placeOf(sample) === 8 * 26 + 8)!;
    expect(middle.image).toEqual({
      height: 20,
      width: 20,
      channels: 1,
      data: Float32Array.from({ length: 400 }, (_, pixel) => Math.floor(pixel / 20) * 26 + (pixel % 20)),
    });
    expect(middle.label).toEqual(labelOf(4, 4, (row, column) => (3 * (row + 8) + column + 8) % 2));
  });

  test('beyond the border of the slice it is mirrored', () => {
    const source = createTileSource(placed.slice(0, 1), placedOptions);
    const first = samplesOf(source, 0, 6).find((sample) => placeOf(sample) === 0)!;
    const mirrored = [7, 6, 5, 4, 3, 2, 1, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    expect([...first.image.data.subarray(8 * 20, 9 * 20)]).toEqual(mirrored);
    expect([...first.image.data.subarray(0, 20)]).toEqual(mirrored.map((column) => column + 7 * 12));
  });

  test('weights false: 1 everywhere', () => {
    const source = createTileSource(squareSlices(1), { config: tinyConfig, inputSize: 28, weights: false });
    const { weight } = source.sample(0) as SampleArrays;
    expect(weight).toEqual({ height: 12, width: 12, data: new Float32Array(144).fill(1) });
  });

  test('without augmentation as with noAugmentation; with it, image and label move alike and differ every epoch', () => {
    const slices = squareSlices(1, 12, 12).map(({ label }) => ({
      image: { height: 12, width: 12, channels: 1, data: Float32Array.from(label.data) },
      label,
    }));
    const options = { config: tinyConfig, inputSize: 28 };
    const plain = createTileSource(slices, options);
    expect(plain.sample(0)).toEqual(createTileSource(slices, { ...options, augmentation: noAugmentation }).sample(0));
    const turned = createTileSource(slices, { ...options, augmentation: { flips: true, quarterTurns: true } });
    const seen = new Set<string>();
    for (const { image, label } of samplesOf(turned, 0, 20)) {
      const centre = labelOf(12, 12, (row, column) => image.data[(row + 8) * 28 + column + 8]!);
      expect(label).toEqual(centre);
      seen.add(String(label.data));
    }
    expect(seen.size).toBeGreaterThan(2);
  });

  test('same padding needs no context: the tile is the output', () => {
    const config = { ...tinyConfig, padding: 'same' as const };
    const { image, label } = createTileSource(placed.slice(0, 1), { config, inputSize: 8 }).sample(0) as SampleArrays;
    expect([image.height, image.width, label.height, label.width]).toEqual([8, 8, 8, 8]);
  });

  test('random placement: anywhere inside, each slice as often as the grid would', () => {
    const source = createTileSource(placed, { ...placedOptions, placement: 'random' });
    expect(source.length).toBe(10);
    const places = samplesOf(source, 0, 200).map(placeOf);
    expect(places.filter((place) => place < 1000)).toHaveLength(120);
    const inFirst = places.filter((place) => place < 1000);
    expect(new Set(inFirst.map((place) => Math.floor(place / 12)))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(new Set(inFirst.map((place) => place % 12))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8]));
    const inSecond = places.filter((place) => place >= 1000).map((place) => place - 1000);
    expect(new Set(inSecond.map((place) => Math.floor(place / 6)))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(new Set(inSecond.map((place) => place % 6))).toEqual(new Set([0, 1, 2]));
  });
});

describe('instances', () => {
  const instances = labelOf(12, 12, (row, column) => 1000 * (1 + Math.floor(row / 6)) + Math.floor(column / 4));
  const slices = [{ image: placeImage(12, 12), label: instances }];
  const options = { config: tinyConfig, inputSize: 28, labels: 'instances' } as const;

  test('label and weight map are those of the instances, separated', () => {
    for (const weights of [undefined, { w0: 3, sigma: 2, gap: 1 as const }]) {
      const { label, weight } = createTileSource(slices, { ...options, weights }).sample(0) as SampleArrays;
      expect(label).toEqual(labelFromInstances(instances, { gap: weights?.gap }));
      const expected = weightMap(instances, { ...weights, kind: 'instances' });
      expectAllClose(weight.data, expected.data, { absolute: 1e-6 });
      expect(new Set(label.data)).toEqual(new Set([0, 1]));
    }
  });

  test('weights false leaves the separation', () => {
    const { label, weight } = createTileSource(slices, { ...options, weights: false }).sample(0) as SampleArrays;
    expect(label).toEqual(labelFromInstances(instances));
    expect(weight.data).toEqual(new Float32Array(144).fill(1));
  });

  test('they are warped by nearest neighbour whatever the augmentation says', () => {
    const shift = { shift: 1.5, elastic: { kind: 'coarse', grid: 3, sigma: 2 } } as const;
    const sample = (labelInterpolation: 'nearest' | 'bilinear') =>
      createTileSource(slices, { ...options, augmentation: { ...shift, labelInterpolation } }).sample(5);
    expect(sample('bilinear')).toEqual(sample('nearest'));
  });
});

describe('the input size', () => {
  test('is by default the largest whose output fits into every slice', () => {
    const [sample] = samplesOf(createTileSource(placed, { config: tinyConfig }), 0, 1);
    expect(sample!.image.height).toBe(22);
    expect(
      largestInputSize(tinyConfig, { images: placed.map(({ image: { height, width } }) => ({ height, width })) }),
    ).toBe(22);
  });

  test('is by default at most 572', () => {
    const slice = { image: placeImage(700, 700), label: labelOf(700, 700, () => 0) };
    const [sample] = samplesOf(createTileSource([slice], { config: tinyConfig, weights: false }), 0, 1);
    expect(sample!.image.height).toBe(572);
  });
});
