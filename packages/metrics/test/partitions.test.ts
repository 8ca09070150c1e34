import { randError, variationOfInformation } from '@unet/metrics/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import { int32FromBase64, randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fixtures from './fixtures/partitions.json';
import { label } from './maps.ts';

// scikit-image sums in another order; both are double precision.
const digits = 10;

describe.each(fixtures)('$name, against scikit-image', (fixture) => {
  const { height, width } = fixture;
  const truth = { height, width, data: int32FromBase64(fixture.truth) };
  const predicted = { height, width, data: int32FromBase64(fixture.predicted) };

  it('has the adapted Rand error', () => {
    const { error, precision, recall } = randError(predicted, truth);
    expect(error).toBeCloseTo(fixture.randError, digits);
    expect(precision).toBeCloseTo(fixture.precision, digits);
    expect(recall).toBeCloseTo(fixture.recall, digits);
    expect(randError(predicted, truth, { ignore: [] }).error).toBeCloseTo(fixture.randErrorOfAll, digits);
  });

  it('has the variation of information', () => {
    const all = variationOfInformation(predicted, truth);
    expect(all.split).toBeCloseTo(fixture.split, digits);
    expect(all.merge).toBeCloseTo(fixture.merge, digits);
    const inside = variationOfInformation(predicted, truth, { ignore: [0] });
    expect(inside.split).toBeCloseTo(fixture.insideSplit, digits);
    expect(inside.merge).toBeCloseTo(fixture.insideMerge, digits);
  });
});

describe('randError', () => {
  it('counts pairs of pixels', () => {
    // The prediction joins 4 + 2 pixels of two cells: 15 pairs, of which 6 + 1 are right; it misses none.
    const truth = label('11.2', '11.2');
    const { error, precision, recall } = randError(label('1111', '1111'), truth);
    expect(recall).toBe(1);
    expect(precision).toBeCloseTo(7 / 15, 15);
    expect(error).toBeCloseTo(1 - (2 * 7) / (15 + 7), 15);
  });

  it('takes predicted border as one segment, or as pixels of their own', () => {
    const truth = label('1111');
    const predicted = label('11..');
    expect(randError(predicted, truth)).toEqual({ error: 1 - 4 / 8, precision: 1, recall: 2 / 6 });
    expect(randError(predicted, truth, { predictedBorder: 'pixels' })).toEqual({
      error: 1 - 2 / 7,
      precision: 1,
      recall: 1 / 6,
    });
  });

  it('is finite without pairs', () => {
    const nothing = { error: 0, precision: 1, recall: 1 };
    expect(randError(label('11'), label('..'))).toEqual(nothing);
    expect(randError(label('12'), label('12'))).toEqual(nothing);
    expect(randError(label('11'), label('12'))).toEqual({ error: 1, precision: 0, recall: 1 });
    expect(randError(label('12'), label('11'))).toEqual({ error: 1, precision: 1, recall: 0 });
    expect(randError(label('1212'), label('1122'))).toEqual({ error: 1, precision: 0, recall: 0 });
  });

  it('refuses an unknown way with predicted border', () => {
    expect(() => randError(label('1'), label('1'), { predictedBorder: 'none' as never })).toThrow(
      new RangeError('randError: predictedBorder must be "segment" or "pixels", got "none"'),
    );
    expect(() => randError(label('1'), label('1'), { ignored: [1] } as never)).toThrow(
      new TypeError('randError: options.ignored is not an option, only ignore, predictedBorder'),
    );
    expect(() => randError(label('1'), label('11'))).toThrow(
      new RangeError('randError: truth must have the size of the prediction, 1 x 1, got 1 x 2'),
    );
    expect(() => randError(label('1'), label('1'), { ignore: 0 as never })).toThrow(
      new TypeError('randError: ignore must be a list of integers, got 0'),
    );
  });
});

describe('variationOfInformation', () => {
  it('is in bits', () => {
    const halves = label('11112222');
    const quarters = label('11223344');
    expect(variationOfInformation(quarters, halves)).toEqual({ split: 1, merge: 0 });
    expect(variationOfInformation(halves, quarters)).toEqual({ split: 0, merge: 1 });
  });

  it('is 0 without pixels', () => {
    expect(variationOfInformation(label('1'), label('0'), { ignore: [0] })).toEqual({ split: 0, merge: 0 });
  });

  it('names itself in what it refuses', () => {
    expect(() => variationOfInformation(label('1'), label('11'))).toThrow(
      new RangeError('variationOfInformation: truth must have the size of the prediction, 1 x 1, got 1 x 2'),
    );
    expect(() => variationOfInformation(label('1'), null as never)).toThrow(
      new TypeError('variationOfInformation: truth must be { height, width, data }, got null'),
    );
    expect(() => variationOfInformation(label('1'), label('1'), { base: 2 } as never)).toThrow(
      new TypeError('variationOfInformation: options.base is not an option, only ignore'),
    );
    expect(() => variationOfInformation(label('1'), label('1'), { ignore: ['0'] as never })).toThrow(
      'variationOfInformation: ignore must be a list of integers, got Array(1)',
    );
  });
});

describe('on any two maps', () => {
  const maps = fc.tuple(fc.integer(), fc.integer({ min: 1, max: 6 })).map(([seed, kinds]) => ({
    truth: randomLabel(6, 8, kinds, `truth ${seed}`),
    predicted: randomLabel(6, 8, kinds, `predicted ${seed}`),
  }));
  const renumber = ({ height, width, data }: LabelArray): LabelArray => ({
    height,
    width,
    data: data.map((value) => (value === 0 ? 0 : 1000 - 7 * value)),
  });

  it('numbers do not matter, and swapping the maps swaps the halves', () => {
    fc.assert(
      fc.property(maps, ({ truth, predicted }) => {
        expect(randError(renumber(predicted), renumber(truth))).toEqual(randError(predicted, truth));
        const forward = variationOfInformation(predicted, truth);
        const backward = variationOfInformation(truth, predicted);
        expect(backward.split).toBeCloseTo(forward.merge, 12);
        expect(backward.merge).toBeCloseTo(forward.split, 12);
        const pairs = randError(predicted, truth, { ignore: [] });
        const swapped = randError(truth, predicted, { ignore: [] });
        expect(swapped).toEqual({ error: pairs.error, precision: pairs.recall, recall: pairs.precision });
      }),
      { numRuns: 50 },
    );
  });

  it('a map agrees with itself', () => {
    fc.assert(
      fc.property(maps, ({ truth }) => {
        expect(randError(truth, truth)).toEqual({ error: 0, precision: 1, recall: 1 });
        expect(variationOfInformation(truth, truth)).toEqual({ split: 0, merge: 0 });
      }),
      { numRuns: 50 },
    );
  });
});
