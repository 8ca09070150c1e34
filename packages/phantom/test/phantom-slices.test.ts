import { type PhantomSliceArrays, phantomSlices } from '@unet/phantom/arrays';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const defaults = phantomSlices({ seed: 1 });

/** Numbers connected regions of ones by repeated relabelling, an independent and slow method. */
function regions(slice: PhantomSliceArrays, diagonal: boolean): Int32Array {
  const { height, width, data } = slice.label;
  const numbers = data.map((value, pixel) => (value === 1 ? pixel + 1 : 0));
  const steps = [1, width, ...(diagonal ? [width - 1, width + 1] : [])];
  for (let changed = true; changed; ) {
    changed = false;
    for (let pixel = 0; pixel < numbers.length; pixel++) {
      for (const step of steps) {
        const other = pixel + step;
        if (other >= height * width || Math.abs((other % width) - (pixel % width)) > 1) continue;
        const [one, two] = [numbers[pixel]!, numbers[other]!];
        if (one === 0 || two === 0 || one === two) continue;
        numbers[pixel] = numbers[other] = Math.min(one, two);
        changed = true;
      }
    }
  }
  const order = [...new Set(numbers)].filter((number) => number > 0);
  return numbers.map((number) => order.indexOf(number) + 1);
}

/** FNV-1a of whole numbers from 0 to 255. */
function hash(values: Iterable<number>): number {
  let state = 0x811c9dc5;
  for (const value of values) state = Math.imul(state ^ value, 0x01000193);
  return state >>> 0;
}

function levels(grey: Float32Array): Float32Array {
  return grey.map((value) => Math.round(255 * value));
}

/** Smallest share of wrong pixels that "cell where brighter than a threshold" can reach. */
function bestThresholdError(slices: readonly PhantomSliceArrays[]): number {
  const cellsAt = new Array<number>(256).fill(0);
  const membranesAt = new Array<number>(256).fill(0);
  for (const { image, label } of slices) {
    image.data.forEach((grey, pixel) => {
      (label.data[pixel] === 1 ? cellsAt : membranesAt)[Math.round(255 * grey)]!++;
    });
  }
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const errors = Array.from(
    { length: 257 },
    (_, level) => sum(cellsAt.slice(0, level)) + sum(membranesAt.slice(level)),
  );
  return Math.min(...errors) / (sum(cellsAt) + sum(membranesAt));
}

function shareOfMembrane({ label }: PhantomSliceArrays): number {
  return label.data.reduce((count, value) => count + 1 - value, 0) / label.data.length;
}

describe('phantomSlices', () => {
  it('makes 12 slices of 256 x 256 by default', () => {
    expect(defaults).toHaveLength(12);
    for (const { image, label, instances } of defaults) {
      expect([image.height, image.width, image.channels, image.data.length]).toEqual([256, 256, 1, 65536]);
      for (const plane of [label, instances]) {
        expect([plane.height, plane.width, plane.data.length]).toEqual([256, 256, 65536]);
        expect(plane.data).toBeInstanceOf(Int32Array);
      }
    }
  });

  it('names slices by their number, as slices to train on', () => {
    const slices: LabelledSliceArrays[] = defaults;
    expect(slices.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, index) => `phantom ${index}`));
  });

  it('makes grey values that an 8-bit file keeps', () => {
    for (const { image } of defaults) {
      expect(
        image.data.every((grey) => grey >= 0 && grey <= 1 && Math.fround(Math.round(255 * grey) / 255) === grey),
      ).toBe(true);
    }
  });

  it('labels every cell as one region of its own, with any connectivity', () => {
    const options = fc.record({
      seed: fc.integer(),
      height: fc.integer({ min: 1, max: 70 }),
      width: fc.integer({ min: 1, max: 70 }),
      cellDiameter: fc.integer({ min: 12, max: 60 }),
      membraneWidth: fc.double({ min: 1, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(options, (option) => {
        const [slice] = phantomSlices({ ...option, count: 1 }) as [PhantomSliceArrays];
        for (const diagonal of [false, true]) {
          const expected = regions(slice, diagonal);
          expect(
            slice.instances.data.findIndex((cell, pixel) => cell !== expected[pixel]),
            'pixel',
          ).toBe(-1);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('holds about as many cells as the diameter says', () => {
    for (const cellDiameter of [32, 52]) {
      const slices = phantomSlices({ seed: 4, count: 4, cellDiameter });
      const counts = slices.map(({ instances }) => instances.data.reduce((most, value) => Math.max(most, value), 0));
      const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
      // The border cuts cells: half of its length over the diameter comes on top.
      const expected = (256 / cellDiameter) ** 2 + (2 * 256) / cellDiameter;
      expect(mean / expected).toBeGreaterThan(0.75);
      expect(mean / expected).toBeLessThan(1.25);
    }
  });

  it('has as much membrane as real slices, and more with wider membranes', () => {
    const shares = defaults.map(shareOfMembrane);
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(mean).toBeGreaterThan(0.2);
    expect(mean).toBeLessThan(0.25);
    for (const share of shares) expect(Math.abs(share - mean)).toBeLessThan(0.1);
    const [thin] = phantomSlices({ seed: 1, count: 1, membraneWidth: 3 }) as [PhantomSliceArrays];
    expect(shareOfMembrane(thin)).toBeLessThan(0.7 * shares[0]!);
  });

  it('cannot be solved by a threshold', () => {
    const error = bestThresholdError(defaults);
    expect(error).toBeGreaterThan(0.12);
    expect(error).toBeLessThan(0.17);
  });

  it('is solved better by a threshold without grain and organelles, with the same labels', () => {
    const clean = phantomSlices({ seed: 1, count: 4, noise: 0, organelles: 0 });
    const same = defaults.slice(0, 4);
    expect(bestThresholdError(clean)).toBeLessThan(bestThresholdError(same) - 0.02);
    expect(clean.map(({ label }) => hash(label.data))).toEqual(same.map(({ label }) => hash(label.data)));
  });

  it('gives a slice that depends on the seed and its number alone', () => {
    const again = phantomSlices({ seed: 1, count: 2 });
    const [other] = phantomSlices({ seed: 2, count: 1 }) as [PhantomSliceArrays];
    const hashes = [...again, other].map(({ label, image }) => [hash(label.data), hash(levels(image.data))]);
    expect(hashes.slice(0, 2)).toEqual(
      defaults.slice(0, 2).map(({ label, image }) => [hash(label.data), hash(levels(image.data))]),
    );
    expect(new Set(hashes.flat()).size).toBe(6);
  });

  it('is the same on every machine', () => {
    expect(defaults.slice(0, 3).map(({ label }) => hash(label.data))).toMatchInlineSnapshot(`
      [
        2899205755,
        3350923383,
        585119747,
      ]
    `);
    const grey = defaults.slice(0, 3).map(({ image }) => hash(levels(image.data)));
    expect(grey).toMatchInlineSnapshot(`
      [
        1291182137,
        3917031311,
        2997678429,
      ]
    `);
  });

  it('makes slices down to one pixel', () => {
    const [slice] = phantomSlices({ seed: 1, count: 1, height: 1, width: 1 }) as [PhantomSliceArrays];
    expect(slice.label).toEqual({ height: 1, width: 1, data: Int32Array.of(0) });
  });
});

describe('phantomSlices with wrong options', () => {
  it.each([
    [undefined, 'phantomSlices: options must be an object with a seed, got undefined'],
    [1, 'phantomSlices: options must be an object with a seed, got 1'],
    [
      { seed: 1, size: 8 },
      'phantomSlices: options.size is not an option, only seed, count, height, width, cellDiameter, membraneWidth, organelles, noise',
    ],
    [{}, 'phantomSlices: seed must be a string or a finite number, got undefined'],
    [{ seed: Number.NaN }, 'phantomSlices: seed must be a string or a finite number, got NaN'],
    [{ seed: 1, count: 0 }, 'phantomSlices: count must be a positive integer, got 0'],
    [{ seed: 1, height: 2.5 }, 'phantomSlices: height must be a positive integer, got 2.5'],
    [{ seed: 1, width: '8' }, 'phantomSlices: width must be a positive integer, got "8"'],
    [{ seed: 1, membraneWidth: 0.5 }, 'phantomSlices: membraneWidth must be a finite number >= 1, got 0.5'],
    [{ seed: 1, cellDiameter: 20 }, 'phantomSlices: cellDiameter must be a finite number >= 22, got 20'],
    [{ seed: 1, organelles: -1 }, 'phantomSlices: organelles must be a finite number >= 0, got -1'],
    [{ seed: 1, noise: Infinity }, 'phantomSlices: noise must be a finite number >= 0, got Infinity'],
  ])('%j', (options, message) => {
    expect(() => phantomSlices(options as never)).toThrow(message);
  });
});
