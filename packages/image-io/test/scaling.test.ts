import { fitScaling, type RawImage, toImageArray, toImageArrays } from '@unet/image-io/arrays';
import { createRandom, type Scaling } from '@unet/tensor/arrays';
import { describe, expect, test } from 'vitest';

const percentile: Scaling = { kind: 'percentile', low: 1, high: 99.8 };

const rawOf = (
  format: RawImage['format'],
  bitDepth: number,
  data: RawImage['data'],
  more: Partial<RawImage> = {},
): RawImage => ({ height: 1, width: data.length / (more.channels ?? 1), channels: 1, format, bitDepth, data, ...more });

const bytes = (...values: number[]) => rawOf('uint', 8, Uint8Array.from(values));

/** As numpy.percentile does by default. */
function percentileOf(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (percent / 100) * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  return below + (place - Math.floor(place)) * (sorted[Math.ceil(place)]! - below);
}

const random = createRandom('scaling');
const integers = (count: number, low: number, high: number) =>
  Array.from({ length: count }, () => low + random.integer(high - low + 1));

describe('percentiles', () => {
  test.each<[string, RawImage['format'], number, (values: number[]) => RawImage['data'], number, number]>([
    ['8 bits', 'uint', 8, (values) => Uint8Array.from(values), 0, 255],
    ['12 bits', 'uint', 12, (values) => Uint16Array.from(values), 0, 4095],
    ['12 bits in 16', 'uint', 16, (values) => Uint16Array.from(values), 100, 4095],
    ['signed 16 bits', 'int', 16, (values) => Int16Array.from(values), -900, 1200],
    ['32 bits', 'uint', 32, (values) => Uint32Array.from(values), 0, 100_000],
    ['64 bits', 'int', 64, (values) => Float64Array.from(values), -5_000_000, 9_000_000],
    ['floats', 'float', 32, (values) => Float32Array.from(values), -40, 90],
  ])('%s', (_, format, bitDepth, store, least, most) => {
    const values = integers(1000, least, most);
    const [low, high] = [percentileOf(values, 1), percentileOf(values, 99.8)];
    const { data } = toImageArray(rawOf(format, bitDepth, store(values)), { scaling: percentile });
    const expected = Float32Array.from(values, (value) => Math.min(5, Math.max(-1, (value - low) / (high - low))));
    for (const [index, value] of data.entries()) expect(value).toBeCloseTo(expected[index]!, 5);
  });

  test('are those of all pages together', () => {
    const pages = [bytes(...integers(500, 0, 100)), bytes(...integers(500, 100, 200))];
    const all = pages.flatMap(({ data }) => [...data]);
    const [low, high] = [percentileOf(all, 1), percentileOf(all, 99.8)];
    const [first, second] = toImageArrays(pages, { scaling: percentile });
    expect(first!.data[7]).toBeCloseTo((pages[0]!.data[7]! - low) / (high - low), 5);
    expect(second!.data[7]).toBeCloseTo((pages[1]!.data[7]! - low) / (high - low), 5);
    expect(toImageArray(pages[1]!, { scaling: percentile, file: pages })).toEqual(second);
    expect(() => toImageArray(bytes(1), { scaling: percentile, file: pages })).toThrow(
      'toImageArray: file must hold the page',
    );
  });

  test('colours share one range, other channels have their own', () => {
    const values = Array.from({ length: 600 }, (_, index) => [10, 100, 200][index % 3]! + (Math.floor(index / 3) % 50));
    const colour = rawOf('uint', 8, Uint8Array.from(values), { channels: 3 });
    const together = toImageArray(colour, { scaling: percentile });
    expect(together.data[0]).toBeLessThan(0.1);
    expect(together.data[2]).toBeGreaterThan(0.7);
    const apart = toImageArray({ ...colour, separateChannels: true }, { scaling: percentile });
    expect(apart.data[0]).toBeCloseTo(apart.data[1]!, 6);
    expect(apart.data[0]).toBeCloseTo(apart.data[2]!, 6);
  });

  test('what is far outside is clipped at -1 and 5', () => {
    const values = [...new Array(3000).fill(0).map((_, index) => 100 + (index % 11)), 0, 255];
    const { data } = toImageArray(bytes(...values), { scaling: percentile });
    expect(data.at(-2)).toBe(-1);
    expect(data.at(-1)).toBe(5);
  });

  test('one value everywhere becomes 0, as nothing does', () => {
    for (const page of [bytes(7, 7, 7), rawOf('float', 32, Float32Array.of(1e9, 1e9)), bytes(0, 0)]) {
      expect([...toImageArray(page, { scaling: percentile }).data].every((value) => value === 0)).toBe(true);
    }
  });

  test('of an image of which 0 is white are those of what is shown', () => {
    const values = integers(400, 0, 255);
    const shown = toImageArray(bytes(...values.map((value) => 255 - value)), { scaling: percentile });
    const stored = toImageArray({ ...bytes(...values), whiteIsZero: true }, { scaling: percentile });
    expect(stored.data).toEqual(shown.data);
  });

  test('of more values than are kept are close', () => {
    const count = 3_000_000;
    const data = Float32Array.from({ length: count }, (_, index) => ((index * 7919) % count) / count);
    const scaled = toImageArray(rawOf('float', 32, data), { scaling: percentile });
    expect(scaled.data[0]).toBeCloseTo(-0.01 / 0.988, 3);
  });
});

describe('floors', () => {
  const noise = () => bytes(...integers(1000, 20, 24));
  const cells = () => bytes(...integers(1000, 20, 220));

  test('an image of little contrast stays dark beside those that the network was trained on', () => {
    const scaling = fitScaling([[cells()], [cells()], [cells()]], percentile);
    const { data } = toImageArray(noise(), { scaling });
    expect(Math.max(...data)).toBeLessThan(0.3);
    expect(Math.max(...toImageArray(noise(), { scaling: percentile }).data)).toBeCloseTo(1, 1);
    // Of other samples nothing is known.
    const floats = rawOf(
      'float',
      32,
      Float32Array.from(noise().data, (value) => value / 1000),
    );
    expect(Math.max(...toImageArray(floats, { scaling }).data)).toBeCloseTo(1, 1);
  });

  test('are a tenth of the median range, for each type and channel', () => {
    const ranges = [100, 60, 200].map((high) =>
      bytes(...Array.from({ length: 1001 }, (_, index) => (index / 1000) * high)),
    );
    const fitted = fitScaling([...ranges.map((page) => [page]), [rawOf('float', 32, Float32Array.of(0, 1))]], {
      kind: 'percentile',
      low: 0,
      high: 100,
    });
    expect(fitted).toMatchObject({ kind: 'percentile', floors: { uint8: [10], float32: [0.1] } });
  });

  test('other scalings are not fitted', () => {
    const zscore: Scaling = { kind: 'zscore' };
    expect(fitScaling([[cells()]], zscore)).toBe(zscore);
  });
});

test('mean and deviation, two values, none', () => {
  const page = rawOf('uint', 16, Uint16Array.of(10, 20, 30, 40));
  const deviation = Math.sqrt(125);
  const scaled = (scaling: Scaling) => [...toImageArray(page, { scaling }).data];
  expect(scaled({ kind: 'zscore' })[3]).toBeCloseTo(15 / deviation, 6);
  expect(scaled({ kind: 'fixed', low: 20, high: 30 })).toEqual([-1, 0, 1, 2]);
  expect(scaled({ kind: 'none' })).toEqual([10, 20, 30, 40]);
});

test('colours that become grey are scaled first', () => {
  const page = rawOf('uint', 8, Uint8Array.of(30, 10, 20), { channels: 3 });
  const { channels, data } = toImageArray(page, { channels: 1, scaling: { kind: 'fixed', low: 10, high: 20 } });
  expect({ channels, data: [...data] }).toEqual({ channels: 1, data: [expect.closeTo(2 * 0.299 + 0.114, 6)] });
});

test.each<[unknown, string]>([
  [{ kind: 'best' }, 'scaling.kind must be "percentile", "fixed", "zscore" or "none", got "best"'],
  [
    { kind: 'percentile', low: 99, high: 1 },
    'scaling.low and .high must be percents from 0 to 100, the first below the second, got 99 and 1',
  ],
  [
    { kind: 'fixed', low: 0, high: Number.NaN },
    'scaling.low and .high must be finite numbers, the first below the second, got 0 and NaN',
  ],
  [{ kind: 'zscore', low: 1 }, 'scaling.low is not an option, only kind'],
  [{ ...percentile, floors: { uint8: [-1] } }, 'scaling.floors.uint8 must be a list of numbers >= 0, got Array(1)'],
  ['percentile', 'scaling must be { kind }, got "percentile"'],
])('%j is no scaling', (scaling, message) => {
  expect(() => toImageArray(bytes(1, 2), { scaling: scaling as Scaling })).toThrow(`toImageArray: ${message}`);
});
