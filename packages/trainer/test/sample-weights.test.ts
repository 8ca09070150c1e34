import { phantomSlices } from '@unet/phantom/arrays';
import type { LabelArray, LabelledSliceArrays, SampleArrays, WeightArray } from '@unet/tensor/arrays';
import { createTileSource, type TileSourceOptions } from '@unet/trainer/arrays';
import { classWeights, labelFromInstances, type WeightMapOptions, weightMap } from '@unet/weight-map/arrays';
import { expectAllClose } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { factsOf, weighSample } from '../src/samples/sample-weights.ts';
import { settleTileOptions, tileOptionNames } from '../src/samples/tile-options.ts';
import nuclei from './fixtures/nuclei.json' with { type: 'json' };
import { labelOf, placeImage, tinyConfig } from './tiny.ts';

/** Places of all samples of an epoch, which the grey values of {@link placeImage} tell. */
function windowsOf(slice: LabelledSliceArrays, options: Omit<TileSourceOptions, 'config'>) {
  const source = createTileSource([slice], { config: tinyConfig, ...options });
  return Array.from({ length: source.length }, (_, index) => {
    const sample = source.sample(index) as SampleArrays;
    const context = (sample.image.height - sample.label.height) / 2;
    const first = sample.image.data[context * sample.image.width + context]!;
    const { width } = slice.image;
    return { sample, row: Math.floor(first / width), column: first % width };
  });
}

function crop(map: LabelArray | WeightArray, row: number, column: number, side: number): number[] {
  return Array.from(
    { length: side * side },
    (_, pixel) => map.data[(row + Math.floor(pixel / side)) * map.width + column + (pixel % side)]!,
  );
}

/** The nuclei of a real image: its runs of equal numbers, written out. */
function nucleiOf({ height, width, runs }: typeof nuclei): LabelArray {
  const data = new Int32Array(height * width);
  for (let run = 0, start = 0; run < runs.length; start += runs[run + 1]!, run += 2) {
    data.fill(runs[run]!, start, start + runs[run + 1]!);
  }
  return { height, width, data };
}

const options: readonly WeightMapOptions[] = [
  {},
  { connectivity: 8, sigma: 3 },
  { w0: 2, sigma: 10, region: 'background', distanceTo: 'cell' },
  { balance: 'inverse-frequency' },
  { balance: [0.25, 3] },
  { w0: 0 },
];

describe('without augmentation a sample has the weights that its slice has there', () => {
  const [phantom] = phantomSlices({ seed: 7, count: 1, height: 72, width: 60 });
  const image = placeImage(72, 60);
  // Outputs of 12 pixels, margins of 8: less than the context of the weights. They touch all borders and overlap.
  const tiles = { inputSize: 28, stride: 8 };

  test.each(options)('class labels: %o', (weights) => {
    const slice = { image, label: phantom!.label };
    const whole = weightMap(slice.label, weights);
    const windows = windowsOf(slice, { ...tiles, weights });
    expect(windows.length).toBe(9 * 7);
    for (const { sample, row, column } of windows) {
      expectAllClose(sample.weight.data, crop(whole, row, column, 12), { absolute: 1e-6 });
      expect([...sample.label.data]).toEqual(crop(slice.label, row, column, 12));
    }
  });

  test.each([...options, { gap: 1 as const }])('instances: %o', (weights) => {
    const slice = { image, label: phantom!.instances };
    const whole = weightMap(slice.label, { ...weights, kind: 'instances' });
    const label = labelFromInstances(slice.label, { gap: weights.gap });
    for (const { sample, row, column } of windowsOf(slice, { ...tiles, weights, labels: 'instances' })) {
      expectAllClose(sample.weight.data, crop(whole, row, column, 12), { absolute: 1e-6 });
      expect([...sample.label.data]).toEqual(crop(label, row, column, 12));
    }
  });

  // Outputs of 84 pixels, so that the last row and column of tiles overlap the ones before.
  test.each([{}, { connectivity: 8 as const }])('real nuclei, as class labels and as instances: %o', (weights) => {
    const instances = nucleiOf(nuclei);
    const { height, width } = instances;
    const label = labelFromInstances(instances);
    for (const [labels, whole] of [
      ['classes', weightMap(label, weights)],
      ['instances', weightMap(instances, { ...weights, kind: 'instances' })],
    ] as const) {
      const slice = { image: placeImage(height, width), label: labels === 'classes' ? label : instances };
      const windows = windowsOf(slice, { inputSize: 100, weights, labels });
      expect(windows.length).toBe(16);
      for (const { sample, row, column } of windows) {
        expectAllClose(sample.weight.data, crop(whole, row, column, 84), { absolute: 1e-6 });
        expect([...sample.label.data]).toEqual(crop(label, row, column, 84));
      }
    }
  });

  test('instances without weights have the label of the slice, too', () => {
    const slice = { image, label: phantom!.instances };
    const label = labelFromInstances(slice.label);
    for (const { sample, row, column } of windowsOf(slice, { ...tiles, weights: false, labels: 'instances' })) {
      expect([...sample.label.data]).toEqual(crop(label, row, column, 12));
      expect(sample.weight.data).toEqual(new Float32Array(144).fill(1));
    }
  });

  test('also where a cell is connected outside of all that is looked at', () => {
    // Two bars that meet at the far right are one cell: no border between them on the left.
    const label = labelOf(20, 90, (row, column) => (((row < 6 || row > 9) && column < 80) || column === 80 ? 1 : 0));
    const slice = { image: placeImage(20, 90), label };
    const whole = weightMap(label);
    for (const { sample, row, column } of windowsOf(slice, tiles)) {
      expectAllClose(sample.weight.data, crop(whole, row, column, 12), { absolute: 1e-6 });
    }
  });
});

test('with augmentation the class balance is that of the slice', () => {
  const label = labelOf(24, 24, (row) => (row < 18 ? 1 : 0));
  const slice = { image: placeImage(24, 24), label };
  const [background] = classWeights(label, { classes: 2 });
  expect(background).toBe(3);
  const source = createTileSource([slice], {
    config: tinyConfig,
    inputSize: 28,
    augmentation: { rotation: 90, shift: 3 },
    weights: { w0: 0 },
  });
  const seen = new Set<number>();
  for (let index = 0; index < 8; index++)
    for (const weight of (source.sample(index) as SampleArrays).weight.data) seen.add(weight);
  expect([...seen].sort()).toEqual([1, 3]);
});

test('a pixel at the seam of two classes joins no cells', () => {
  const config = { ...tinyConfig, classes: 3 };
  const settings = settleTileOptions('test', { config, weights: { balance: 'none' } }, tileOptionNames);
  const weights = { balance: 'none', kind: 'classes' } as const;
  const row = (...values: number[]): LabelArray => ({ height: 1, width: values.length, data: Int32Array.from(values) });
  const slice = row(1, 1, 2, 2, 1, 1);
  const facts = factsOf(slice, settings, weights);
  expect(facts.cells).toEqual(row(1, 1, 2, 2, 3, 3));
  // The numbers of the middle cell have come over both of its seams.
  const weight = weighSample(slice, row(1, 2, 2, 2, 2, 3), facts, weights, 0);
  expect(weight).toEqual(weightMap(slice, weights));
});
