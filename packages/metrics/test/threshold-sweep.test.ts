import { challengeThresholds, fScorePixelError, pixelError, thresholdSweep, vInfo, vRand } from '@unet/metrics/arrays';
import { expectAllClose, float32FromBase64, int32FromBase64 } from '@unet-internal/testing';
import { describe, expect, it } from 'vitest';
import fixtures from './fixtures/sweeps.json';
import { label, probability } from './maps.ts';

describe.each(fixtures)('thresholdSweep of the $name prediction', ({ height, width, ...fixture }) => {
  const prediction = { height, width, channels: 1, data: float32FromBase64(fixture.probability) };
  const truth = { height, width, data: int32FromBase64(fixture.truth) };
  const { scores, best } = thresholdSweep(prediction, truth);
  const nearest = thresholdSweep(prediction, truth, { thinning: 'nearest' }).scores;
  const parts = nearest.map(({ vRand, vInfo }) => [vRand.score, vInfo.score]);

  it('agrees with the definition in NumPy, where borders go to the nearest segment', () => {
    expect(nearest.map((entry) => entry.threshold)).toEqual(fixture.scores.map((entry) => entry.threshold));
    for (const [index, expected] of fixture.scores.entries()) {
      const actual = nearest[index]!;
      // Same counts, other order of sums, double precision.
      const rounding = { absolute: 1e-10 };
      expectAllClose([actual.pixelError, actual.randError.error], [expected.pixelError, expected.randError], rounding);
      expectAllClose([actual.vRand.score, actual.vRand.split, actual.vRand.merge], expected.vRand, rounding);
      expectAllClose([actual.vInfo.score, actual.vInfo.split, actual.vInfo.merge], expected.vInfo, rounding);
    }
  });

  it("stays near thinning by scikit-image's watershed, which decides ties by its queue, if borders go to the nearest segment", () => {
    // Measured: at most 0.0053.
    expectAllClose(parts.flat(), fixture.watershed.flat(), { absolute: 0.01 });
  });

  it("stays near scikit-image's watershed with a line, whose pixels count as segments, by default", () => {
    // The challenge's flooding is by steps across edges, scikit-image's by Euclidean distance.
    expectAllClose(
      scores.map(({ vRand }) => vRand.score),
      fixture.watershedWithLine.map(([rand]) => rand!),
      { absolute: 0.005 },
    );
    expectAllClose(
      scores.map(({ vInfo }) => vInfo.score),
      fixture.watershedWithLine.map(([, info]) => info!),
      { absolute: 0.01 },
    );
  });

  it('has the scores of the single functions', () => {
    const middle = scores[5]!;
    expect(middle.threshold).toBe(0.5);
    expect(middle.pixelError).toBe(pixelError(prediction, truth));
    expect(middle.fScorePixelError).toBe(fScorePixelError(prediction, truth));
    expect(middle.vRand).toEqual(vRand(prediction, truth));
    expect(middle.vInfo).toEqual(vInfo(prediction, truth));
  });

  it('finds the best of each', () => {
    expect(best.pixelError.value).toBe(Math.min(...scores.map((entry) => entry.pixelError)));
    expect(best.fScorePixelError.value).toBe(Math.min(...scores.map((entry) => entry.fScorePixelError)));
    expect(best.randError.error).toBe(Math.min(...scores.map((entry) => entry.randError.error)));
    expect(best.vRand.score).toBe(Math.max(...scores.map((entry) => entry.vRand.score)));
    expect(best.vInfo.score).toBe(Math.max(...scores.map((entry) => entry.vInfo.score)));
    for (const [name, { threshold, ...score }] of Object.entries(best)) {
      const entry = scores.find((candidate) => candidate.threshold === threshold)!;
      const value = entry[name as keyof typeof best];
      expect(score).toEqual(typeof value === 'number' ? { value } : value);
    }
  });
});

describe('thresholdSweep', () => {
  const truth = label('1.1');
  const prediction = probability(1, 3, 0.9, 0.35, 0.8);

  it('tries 0, 0.1, ... by default, as sums of 0.1 in double precision', () => {
    expect(challengeThresholds).toEqual([
      0, 0.1, 0.2, 0.30000000000000004, 0.4, 0.5, 0.6, 0.7, 0.7999999999999999, 0.8999999999999999, 0.9999999999999999,
    ]);
    expect(thresholdSweep(prediction, truth).scores.map((entry) => entry.threshold)).toEqual(challengeThresholds);
  });

  it('takes the first of several best', () => {
    const { best } = thresholdSweep(prediction, truth);
    expect(best.pixelError).toEqual({ value: 0, threshold: 0.4 });
    expect(best.vRand).toEqual({ score: 1, split: 1, merge: 1, threshold: 0.4 });
  });

  it('gives a map the same scores at all thresholds', () => {
    const map = label('1..2.1', '1..2.1');
    const actual = label('1.1..1', '1.1..1');
    const { scores, best } = thresholdSweep(map, actual, { thresholds: [0, 0.5, 1] });
    for (const { threshold, ...entry } of scores) {
      expect(entry.pixelError).toBe(4 / 12);
      expect(entry.vRand).toEqual(vRand(map, actual));
      expect(entry.vInfo).toEqual(vInfo(map, actual));
      expect(entry.randError).toEqual(scores[0]!.randError);
      expect([0, 0.5, 1]).toContain(threshold);
    }
    expect(best.pixelError).toEqual({ value: 4 / 12, threshold: 0 });
    const sure = probability(2, 6, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1);
    expect(thresholdSweep(map, actual).scores).toEqual(thresholdSweep(sure, actual).scores);
  });

  it('never takes NaN for the best', () => {
    const nothing = thresholdSweep(probability(1, 2, 0.3, 0.9), label('..'));
    expect(nothing.best.vRand).toEqual({
      score: Number.NaN,
      split: Number.NaN,
      merge: Number.NaN,
      threshold: Number.NaN,
    });
    expect(nothing.best.vInfo.threshold).toBeNaN();
    expect(nothing.best.pixelError).toEqual({ value: 0, threshold: 0.8999999999999999 });
    expect(nothing.best.fScorePixelError).toEqual({ value: 1, threshold: 0 });
    // Rows and columns share no information.
    const columns = label('12', '12');
    const rows = label('11', '22');
    const { best } = thresholdSweep(columns, rows, { labels: 'instances', thresholds: [0.1] });
    expect(best.vInfo).toEqual({ score: Number.NaN, split: 0, merge: 0, threshold: Number.NaN });
  });

  it('takes other thresholds, connectivity and predicted border', () => {
    const { scores, best } = thresholdSweep(prediction, truth, { thresholds: [0.85, 0.2] });
    expect(scores.map((entry) => entry.threshold)).toEqual([0.85, 0.2]);
    expect(best.pixelError).toEqual({ value: 1 / 3, threshold: 0.85 });

    const corner = probability(2, 2, 1, 0, 0, 1);
    const options = { thresholds: [0.5] };
    expect(thresholdSweep(corner, label('1.', '11'), options).scores[0]!.vRand.split).toBeLessThan(1);
    expect(thresholdSweep(corner, label('1.', '11'), { ...options, connectivity: 8 }).scores[0]!.vRand.split).toBe(1);
    const wide = probability(1, 7, 1, 0, 0, 1, 0, 0, 1);
    expect(thresholdSweep(wide, label('1111.11'), options).scores[0]!.vRand.split).toBeLessThan(
      thresholdSweep(wide, label('1111.11'), { ...options, thinning: 'nearest' }).scores[0]!.vRand.split,
    );

    const half = probability(1, 4, 1, 1, 0, 0);
    const whole = label('1111');
    expect(thresholdSweep(half, whole, options).scores[0]!.randError.recall).toBe(2 / 6);
    const pixels = thresholdSweep(half, whole, { ...options, predictedBorder: 'pixels' });
    expect(pixels.scores[0]!.randError.recall).toBe(1 / 6);
  });

  it('refuses what it cannot score', () => {
    expect(() => thresholdSweep({ ...prediction, channels: 2 }, truth)).toThrow(
      new RangeError('thresholdSweep: prediction.data must hold 1 x 3 x 2 = 6 values, got 3'),
    );
    expect(() => thresholdSweep(probability(1, 3, 0, Number.NaN, 0), truth)).toThrow('got NaN at row 0, column 1');
    expect(() => thresholdSweep(probability(1, 1, 0), truth)).toThrow(
      'thresholdSweep: truth must have the size of the prediction, 1 x 1, got 1 x 3',
    );
    expect(() => thresholdSweep(prediction, truth, { thresholds: [] })).toThrow(
      new RangeError('thresholdSweep: thresholds must be a list of at least one number, got Array(0)'),
    );
    expect(() => thresholdSweep(prediction, truth, { thresholds: [0.5, -1] })).toThrow(
      'thresholdSweep: thresholds[1] must be a number from 0 to 1, got -1',
    );
    expect(() => thresholdSweep(prediction, truth, { connectivity: 5 as never })).toThrow(
      'thresholdSweep: connectivity must be 4 or 8, got 5',
    );
    expect(() => thresholdSweep(prediction, truth, { predictedBorder: 'x' as never })).toThrow(
      'thresholdSweep: predictedBorder must be "segment" or "pixels", got "x"',
    );
    expect(() => thresholdSweep(prediction, truth, { threshold: 0.5 } as never)).toThrow(
      new TypeError(
        'thresholdSweep: options.threshold is not an option, only thresholds, predictedBorder, connectivity, thinning, labels',
      ),
    );
  });
});
