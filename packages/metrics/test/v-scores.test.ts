import { vInfo, vRand } from '@unet/metrics/arrays';
import { randomImage, randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { label, probability, sure } from './maps.ts';

const perfect = { score: 1, split: 1, merge: 1 };
const nothing = { score: Number.NaN, split: Number.NaN, merge: Number.NaN };
const instances = { labels: 'instances' } as const;

describe('vRand', () => {
  it('follows the formula', () => {
    // Foreground 4 + 2, joined to one segment of 6 of its pixels: sum p^2 = 16 + 4, sum s^2 = 36, sum t^2 = 16 + 4.
    const truth = label('11.1', '11.1');
    const { score, split, merge } = vRand(label('1111', '1111'), truth);
    expect(split).toBe(1);
    expect(merge).toBeCloseTo(20 / 36, 15);
    expect(score).toBeCloseTo(20 / 28, 15);
  });

  it('sees a split', () => {
    const { score, split, merge } = vRand(label('12222', '12222'), label('11111', '11111'), instances);
    // Of 10 pixels 2 and 8 belong together: (4 + 64) / 100.
    expect(split).toBeCloseTo(17 / 25, 15);
    expect(merge).toBe(1);
    expect(score).toBeCloseTo(17 / 21, 15);
  });

  it('counts each pixel of a dam as a segment', () => {
    // The dam stands on a pixel of the truth: 4 + 4 + 1 pairs of 25.
    const { score, split, merge } = vRand(label('11.11'), label('11111'));
    expect(split).toBe(9 / 25);
    expect(merge).toBe(1);
    expect(score).toBe(18 / 34);
  });

  it('takes a prediction with nothing inside for one segment', () => {
    // Two cells of two pixels, merged: 8 pairs of 16.
    const { score, split, merge } = vRand(label('...', '...'), label('1.1', '1.1'));
    expect(split).toBe(1);
    expect(merge).toBe(8 / 16);
    expect(score).toBe(16 / 24);
    expect(vRand(label('...', '...'), label('1.1', '1.1'), { thinning: 'nearest' })).toEqual({ score, split, merge });
  });
});

describe('vInfo', () => {
  it('follows the formula', () => {
    // Two cells of 4 pixels, each split in halves: H(S) = 2, H(T) = 1, I = 1 bit.
    const halves = label('11.11', '11.11', '11.11', '11.11');
    const split = vInfo(label('12.34', '12.34', '12.34', '12.34'), halves, instances);
    expect(split.split).toBeCloseTo(1 / 2, 15);
    expect(split.merge).toBe(1);
    expect(split.score).toBeCloseTo(2 / 3, 15);
  });

  it("is 0 where one of the two is a single segment, and where both are, by the challenge's conventions", () => {
    const one = label('1111');
    const two = label('1122');
    expect(vInfo(two, one, instances)).toEqual({ score: 0, split: 1, merge: 0 });
    expect(vInfo(one, two, instances)).toEqual({ score: 0, split: 0, merge: 1 });
    expect(vInfo(one, one)).toEqual({ score: 0, split: 0, merge: 0 });
    expect(vInfo(label('.....'), label('11.11'))).toEqual({ score: 0, split: 0, merge: 1 });
  });

  it('counts each pixel of a dam as a segment', () => {
    // In ninths of a bit times 9: truth 4 + 5 pixels, prediction 4 + 2 + 2 and a dam of 1.
    const entropy = (...sizes: number[]) => sizes.reduce((sum, size) => sum - (size / 9) * Math.log(size / 9), 0);
    const { score, split, merge } = vInfo(label('1111.11.11'), label('1111.11111'));
    // The prediction says everything about the truth.
    expect(merge).toBe(1);
    expect(split).toBeCloseTo(entropy(4, 5) / entropy(4, 2, 2, 1), 14);
    expect(score).toBeCloseTo((2 * split) / (1 + split), 14);
  });

  it('is NaN where the two share no information', () => {
    const rows = label('111111', '222222');
    const columns = label('112233', '112233');
    expect(vInfo(columns, rows, instances)).toEqual({ score: Number.NaN, split: 0, merge: 0 });
    expect(vInfo(columns, rows, { ...instances, thinning: 'nearest' }).score).toBeNaN();
  });
});

describe.each([
  ['vRand', vRand],
  ['vInfo', vInfo],
] as const)('%s', (name, score) => {
  const truth = label('111.111', '111.111', '111.111', '.......', '1111111');

  it('does not see the width of a membrane', () => {
    const thin = label('111.111', '111.111', '111.111', '.......', '1111111', '1111111', '1111111');
    const wide = label('11...11', '11...11', '.......', '.......', '.......', '1111111', '1111111');
    expect(score(sure(wide), thin)).toEqual(perfect);
  });

  it('sees a gap in a membrane', () => {
    const gap = label('111.111', '1111111', '111.111', '.......', '1111111');
    const result = score(sure(gap), truth);
    expect(result.merge).toBeLessThan(1);
    expect(result.split).toBe(1);
    expect(result.score).toBeLessThan(1);
  });

  it('sees a false membrane', () => {
    const cut = label('1.1.111', '1.1.111', '1.1.111', '.......', '1111111');
    const result = score(sure(cut), truth);
    expect(result.split).toBeLessThan(1);
    expect(result.merge).toBe(1);
    expect(result.score).toBeLessThan(1);
  });

  it('does not look at the border of the truth', () => {
    const other = label('111.111', '111.111', '111.111', '.......', '1111111');
    const prediction = label('1114222', '1114222', '1114222', '5555555', '3333333');
    expect(score(prediction, other, instances)).toEqual(perfect);
  });

  it('joins classes that touch, and keeps instances apart on demand', () => {
    const touching = label('112233.44');
    const split = label('11.22.334');
    expect(score(touching, label('111111.11'))).toEqual(perfect);
    expect(score(label('111111.11'), touching)).toEqual(perfect);
    expect(score(touching, touching, instances)).toEqual(perfect);
    expect(score(label('111111.11'), touching, instances).merge).toBeLessThan(1);
    expect(score(touching, label('111111.11'), instances).split).toBeLessThan(1);
    // Regions of one number that do not touch are segments of their own.
    expect(score(label('1.1'), label('1.2'), instances)).toEqual(perfect);
    expect(score(split, split, instances)).toEqual(perfect);
  });

  it('thins to the nearest segment on demand, which leaves no dam', () => {
    const cells = label('11111.1');
    const cut = label('11.11.1');
    expect(score(cut, cells).split).toBeLessThan(score(cut, cells, { thinning: 'nearest' }).split);
    const wide = label('1...1.1', '1...1.1');
    expect(score(wide, label('11.11.1', '11.11.1'), { thinning: 'nearest' })).toEqual(perfect);
  });

  it('connects by edges, or by corners on demand', () => {
    const corner = label('11.', '11.', '..1');
    const apart = label('11.', '11.', '..2');
    expect(score(corner, apart)).toEqual(perfect);
    expect(score(corner, apart, { connectivity: 8, labels: 'instances' }).score).toBeLessThan(1);
  });

  it('takes the threshold', () => {
    const twoCells = label('1.1');
    const blurred = probability(1, 3, 0.9, 0.4, 0.9);
    expect(score(blurred, twoCells)).toEqual(perfect);
    expect(score(blurred, twoCells, { threshold: 0.3 }).score).toBeLessThan(1);
  });

  it('is NaN for a truth without foreground', () => {
    expect(score(label('12'), label('..'))).toEqual(nothing);
    expect(score(label('..'), label('..'))).toEqual(nothing);
    expect(score(probability(1, 2, 0.2, 0.7), label('..'))).toEqual(nothing);
  });

  it('is exactly 1 for a perfect prediction and within [0, 1] for any, whatever the thinning', () => {
    const options = fc.record({
      thinning: fc.constantFrom('watershed' as const, 'nearest' as const),
      labels: fc.constantFrom('classes' as const, 'instances' as const),
      connectivity: fc.constantFrom(4 as const, 8 as const),
    });
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 12 }), options, (seed, size, choice) => {
        const cells = randomLabel(size, 11, 4, `truth ${seed}`);
        // Two cells that no choice joins, and none that fills the map: V-Info is 0 of one segment.
        cells.data.set([1, 0, 2], 0);
        if (size > 1) cells.data.set([0, 0, 0], 11);
        expect(score(cells, cells, choice)).toEqual(perfect);
        const { score: value, split, merge } = score(randomImage(size, 11, 1, seed), cells, choice);
        for (const part of [split, merge, ...(Number.isNaN(value) ? [] : [value])]) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(1);
        }
        // The F-score is the harmonic mean of its halves.
        if (split + merge === 0) return;
        expect(value).toBeCloseTo((2 * split * merge) / (split + merge), 12);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses what it cannot score', () => {
    const nan = sure(truth);
    nan.data[9] = Number.NaN;
    expect(() => score(nan, truth)).toThrow(
      new RangeError(`${name}: prediction must hold probabilities from 0 to 1, got NaN at row 1, column 2`),
    );
    expect(() => score(truth, label('1'))).toThrow(
      `${name}: truth must have the size of the prediction, 5 x 7, got 1 x 1`,
    );
    expect(() => score(truth, truth, { connectivity: 6 as never })).toThrow(
      new RangeError(`${name}: connectivity must be 4 or 8, got 6`),
    );
    expect(() => score(truth, truth, { threshold: 2 })).toThrow(
      new RangeError(`${name}: threshold must be a number from 0 to 1, got 2`),
    );
    expect(() => score(truth, truth, { thinning: 'thin' as never })).toThrow(
      new RangeError(`${name}: thinning must be "watershed" or "nearest", got "thin"`),
    );
    expect(() => score(truth, truth, { labels: 'cells' as never })).toThrow(
      new RangeError(`${name}: labels must be "classes" or "instances", got "cells"`),
    );
    expect(() => score(truth, truth, { thresholds: [0.5] } as never)).toThrow(
      new TypeError(`${name}: options.thresholds is not an option, only threshold, connectivity, thinning, labels`),
    );
    expect(() => score(truth, truth, null as never)).toThrow(
      new TypeError(`${name}: options must be an object, got null`),
    );
  });
});
