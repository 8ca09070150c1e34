import { challengeThresholds, pixelError, thresholdSweep, vInfo, vRand } from '@unet/metrics/arrays';
import { expectAllClose, float32FromBase64, int32FromBase64 } from '@unet-internal/testing';
import { describe, expect, it } from 'vitest';
import fixtures from './fixtures/sweeps.json';
import { label, probability } from './maps.ts';

describe.each(fixtures)('thresholdSweep of the $name prediction', ({ height, width, ...fixture }) => {
  const prediction = { height, width, channels: 1, data: float32FromBase64(fixture.probability) };
  const truth = { height, width, data: int32FromBase64(fixture.truth) };
  const { scores, best } = thresholdSweep(prediction, truth);
  const parts = scores.map(({ vRand, vInfo }) => [vRand.score, vInfo.score]);

  it('agrees with the reference in NumPy', () => {
    expect(scores.map((entry) => entry.threshold)).toEqual(fixture.scores.map((entry) => entry.threshold));
    for (const [index, expected] of fixture.scores.entries()) {
      const actual = scores[index]!;
      // Same counts, other order of sums, double precision.
      const rounding = { absolute: 1e-10 };
      expectAllClose([actual.pixelError, actual.randError.error], [expected.pixelError, expected.randError], rounding);
      expectAllClose([actual.vRand.score, actual.vRand.split, actual.vRand.merge], expected.vRand, rounding);
      expectAllClose([actual.vInfo.score, actual.vInfo.split, actual.vInfo.merge], expected.vInfo, rounding);
    }
  });

  it("stays near thinning by scikit-image's watershed, which decides ties by its queue", () => {
    // Measured: at most 0.0053.
    expectAllClose(parts.flat(), fixture.watershed.flat(), { absolute: 0.01 });
  });

  it('stays near thinning to a line of one pixel, whose pixels count as segments', () => {
    // Measured: at most 0.0032 for V-Rand and 0.0228 for V-Info.
    expectAllClose(
      parts.map(([rand]) => rand!),
      fixture.watershedWithLine.map(([rand]) => rand!),
      { absolute: 0.005 },
    );
    expectAllClose(
      parts.map(([, info]) => info!),
      fixture.watershedWithLine.map(([, info]) => info!),
      { absolute: 0.03 },
    );
  });

  it('has the scores of the single functions', () => {
    const middle = scores[5]!;
    expect(middle.threshold).toBe(0.5);
    expect(middle.pixelError).toBe(pixelError(prediction, truth));
    expect(middle.vRand).toEqual(vRand(prediction, truth));
    expect(middle.vInfo).toEqual(vInfo(prediction, truth));
  });

  it('finds the best of each', () => {
    expect(best.pixelError.value).toBe(Math.min(...scores.map((entry) => entry.pixelError)));
    expect(best.randError.value).toBe(Math.min(...scores.map((entry) => entry.randError.error)));
    expect(best.vRand.value).toBe(Math.max(...scores.map((entry) => entry.vRand.score)));
    expect(best.vInfo.value).toBe(Math.max(...scores.map((entry) => entry.vInfo.score)));
    for (const [name, { value, threshold }] of Object.entries(best)) {
      const entry = scores.find((candidate) => candidate.threshold === threshold)!;
      const score = entry[name as keyof typeof best];
      expect(typeof score === 'number' ? score : 'error' in score ? score.error : score.score).toBe(value);
    }
  });
});

describe('thresholdSweep', () => {
  const truth = label('1.1');
  const prediction = probability(1, 3, 0.9, 0.35, 0.8);

  it('tries 0, 0.1, ... 1 by default', () => {
    expect(challengeThresholds).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(thresholdSweep(prediction, truth).scores.map((entry) => entry.threshold)).toEqual(challengeThresholds);
  });

  it('takes the first of several best', () => {
    const { best } = thresholdSweep(prediction, truth);
    expect(best.pixelError).toEqual({ value: 0, threshold: 0.4 });
    expect(best.vRand).toEqual({ value: 1, threshold: 0.4 });
  });

  it('takes other thresholds, connectivity and predicted border', () => {
    const { scores, best } = thresholdSweep(prediction, truth, { thresholds: [0.85, 0.2] });
    expect(scores.map((entry) => entry.threshold)).toEqual([0.85, 0.2]);
    expect(best.pixelError).toEqual({ value: 1 / 3, threshold: 0.85 });

    const corner = probability(2, 2, 1, 0, 0, 1);
    const options = { thresholds: [0.5] };
    expect(thresholdSweep(corner, label('1.', '11'), options).scores[0]!.vRand.split).toBeLessThan(1);
    expect(thresholdSweep(corner, label('1.', '11'), { ...options, connectivity: 8 }).scores[0]!.vRand.split).toBe(1);

    const half = probability(1, 4, 1, 1, 0, 0);
    const whole = label('1111');
    expect(thresholdSweep(half, whole, options).scores[0]!.randError.recall).toBe(2 / 6);
    const pixels = thresholdSweep(half, whole, { ...options, predictedBorder: 'pixels' });
    expect(pixels.scores[0]!.randError.recall).toBe(1 / 6);
  });

  it('refuses what it cannot score', () => {
    expect(() => thresholdSweep(truth as never, truth)).toThrow(
      new RangeError('thresholdSweep: prediction.channels must be a positive integer, got undefined'),
    );
    expect(() => thresholdSweep(probability(1, 3, 0, Number.NaN, 0), truth)).toThrow('got NaN at row 0, column 1');
    expect(() => thresholdSweep(probability(1, 1, 0), truth)).toThrow(
      "thresholdSweep: truth must have the prediction's size 1 x 1, got 1 x 3",
    );
    expect(() => thresholdSweep(prediction, truth, { thresholds: [] })).toThrow(
      new RangeError('thresholdSweep: thresholds must be a list of at least one number, got Array(0)'),
    );
    expect(() => thresholdSweep(prediction, truth, { thresholds: [0.5, -1] })).toThrow(
      'thresholdSweep: threshold must be a number from 0 to 1, got -1',
    );
    expect(() => thresholdSweep(prediction, truth, { connectivity: 5 as never })).toThrow(
      'thresholdSweep: connectivity must be 4 or 8, got 5',
    );
    expect(() => thresholdSweep(prediction, truth, { predictedBorder: 'x' as never })).toThrow(
      'thresholdSweep: predictedBorder must be "segment" or "pixels", got "x"',
    );
  });
});
