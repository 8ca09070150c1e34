import { vInfo, vRand } from '@unet/metrics/arrays';
import { randomImage, randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { label, probability, sure } from './maps.ts';

const perfect = { score: 1, split: 1, merge: 1 };

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
    const { score, split, merge } = vRand(label('12222', '12222'), label('11111', '11111'));
    expect(split).toBeCloseTo(17 / 25, 15);
    expect(merge).toBe(1);
    expect(score).toBeCloseTo(17 / 21, 15);
  });

  it('counts each pixel as a segment when the prediction has none', () => {
    const { score, split, merge } = vRand(label('...', '...'), label('1.1', '1.1'));
    expect(split).toBe(4 / 8);
    expect(merge).toBe(1);
    expect(score).toBe(8 / 12);
  });
});

describe('vInfo', () => {
  it('follows the formula', () => {
    // Two cells of 4 pixels, each split in halves: H(S) = 2, H(T) = 1, I = 1 bit.
    const split = vInfo(label('12.34', '12.34', '12.34', '12.34'), label('11.11', '11.11', '11.11', '11.11'));
    expect(split.split).toBeCloseTo(1 / 2, 15);
    expect(split.merge).toBe(1);
    expect(split.score).toBeCloseTo(2 / 3, 15);
  });

  it('takes a truth of one segment for impossible to merge, a prediction of one for impossible to split', () => {
    const one = label('1111');
    const two = label('1122');
    expect(vInfo(one, one)).toEqual(perfect);
    expect(vInfo(two, one)).toEqual({ score: 0, split: 0, merge: 1 });
    expect(vInfo(one, two)).toEqual({ score: 0, split: 1, merge: 0 });
  });

  it('counts each pixel as a segment when the prediction has none', () => {
    // H(S) = 2, H(T) = 1, I = 1 bit.
    const none = vInfo(label('.....'), label('11.22'));
    expect(none.split).toBeCloseTo(1 / 2, 15);
    expect(none.merge).toBe(1);
    expect(none.score).toBeCloseTo(2 / 3, 15);
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
    expect(score(label('1114222', '1114222', '1114222', '5555555', '3333333'), other)).toEqual(perfect);
  });

  it('connects by edges, or by corners on demand', () => {
    const corner = label('11.', '11.', '..1');
    const apart = label('11.', '11.', '..2');
    expect(score(corner, apart)).toEqual(perfect);
    expect(score(corner, apart, { connectivity: 8 }).merge).toBeLessThan(1);
  });

  it('takes the threshold', () => {
    const twoCells = label('1.1');
    const blurred = probability(1, 3, 0.9, 0.4, 0.9);
    expect(score(blurred, twoCells)).toEqual(perfect);
    expect(score(blurred, twoCells, { threshold: 0.3 }).merge).toBeLessThan(1);
  });

  it('is 1 for a truth without foreground', () => {
    expect(score(label('12'), label('..'))).toEqual(perfect);
  });

  it('is exactly 1 for a perfect prediction and within [0, 1] for any', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 12 }), (seed, size) => {
        const cells = randomLabel(size, 11, 4, `truth ${seed}`);
        expect(score(cells, cells)).toEqual(perfect);
        const { score: value, split, merge } = score(randomImage(size, 11, 1, seed), cells);
        for (const part of [value, split, merge]) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(1);
        }
        // The F-score is the harmonic mean of its halves.
        if (split + merge > 0) expect(value).toBeCloseTo((2 * split * merge) / (split + merge), 12);
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
    expect(() => score(truth, label('1'))).toThrow(`${name}: truth must have the prediction's size 5 x 7, got 1 x 1`);
    expect(() => score(truth, truth, { connectivity: 6 as never })).toThrow(
      new RangeError(`${name}: connectivity must be 4 or 8, got 6`),
    );
    expect(() => score(truth, truth, { threshold: 2 })).toThrow(
      new RangeError(`${name}: threshold must be a number from 0 to 1, got 2`),
    );
  });
});
