import { evaluateSlices, thresholdSweep, warpingError } from '@unet/metrics/arrays';
import { float32FromBase64, int32FromBase64 } from '@unet-internal/testing';
import { describe, expect, it } from 'vitest';
import fixtures from './fixtures/sweeps.json';
import { label, probability } from './maps.ts';

const slices = fixtures.map(({ height, width, ...fixture }) => ({
  prediction: { height, width, channels: 1, data: float32FromBase64(fixture.probability) },
  truth: { height, width, data: int32FromBase64(fixture.truth) },
}));

describe('evaluateSlices', () => {
  it('averages scores of segments and pools scores of pixels', () => {
    const evaluation = evaluateSlices(slices);
    const sweeps = slices.map(({ prediction, truth }) => thresholdSweep(prediction, truth).scores);
    expect(evaluation.slices).toBe(2);
    for (const [index, entry] of evaluation.sweep.entries()) {
      const [first, second] = sweeps.map((scores) => scores[index]!);
      expect(entry.threshold).toBe(first!.threshold);
      expect(entry.vRand.score).toBeCloseTo((first!.vRand.score + second!.vRand.score) / 2, 14);
      expect(entry.vInfo.merge).toBeCloseTo((first!.vInfo.merge + second!.vInfo.merge) / 2, 14);
      expect(entry.randError.error).toBeCloseTo((first!.randError.error + second!.randError.error) / 2, 14);
      expect(entry.randError.recall).toBeCloseTo((first!.randError.recall + second!.randError.recall) / 2, 14);
      // 64 x 64 and 48 x 72 pixels.
      const pooled = (first!.pixelError * 4096 + second!.pixelError * 3456) / 7552;
      expect(entry.pixelError).toBeCloseTo(pooled, 14);
    }
    const { threshold, ...fixed } = evaluation.sweep[5]!;
    expect(threshold).toBe(0.5);
    expect(evaluation).toMatchObject(fixed);
    const wrong = slices.map(({ prediction, truth }) => warpingError(prediction, truth) * truth.data.length);
    expect(evaluation.warpingError).toBeCloseTo((wrong[0]! + wrong[1]!) / 7552, 14);
    expect(evaluation.warpingError).toBeGreaterThan(0);
  });

  it('takes one best threshold for all slices', () => {
    const { sweep, best } = evaluateSlices(slices);
    const entryAt = (threshold: number) => sweep.find((entry) => entry.threshold === threshold)!;
    expect(best.pixelError.value).toBe(Math.min(...sweep.map((entry) => entry.pixelError)));
    expect(entryAt(best.pixelError.threshold).pixelError).toBe(best.pixelError.value);
    expect(best.fScorePixelError.value).toBe(Math.min(...sweep.map((entry) => entry.fScorePixelError)));
    expect(best.randError.error).toBe(Math.min(...sweep.map((entry) => entry.randError.error)));
    expect(best.vRand.score).toBe(Math.max(...sweep.map((entry) => entry.vRand.score)));
    expect(best.vInfo.score).toBe(Math.max(...sweep.map((entry) => entry.vInfo.score)));
    for (const name of ['randError', 'vRand', 'vInfo'] as const) {
      const { threshold, ...score } = best[name];
      expect(entryAt(threshold)[name]).toEqual(score);
    }
    // The better slice alone would have chosen another threshold.
    expect(best.vRand.threshold).not.toBe(thresholdSweep(slices[0]!.prediction, slices[0]!.truth).best.vRand.threshold);
  });

  it('pools the pixels of border and inside', () => {
    const evaluation = evaluateSlices(
      [
        { prediction: probability(1, 4, 0.9, 0.6, 0.7, 0.1), truth: label('11..') },
        { prediction: probability(1, 2, 0.3, 0.8), truth: label('51') },
      ],
      { threshold: 0.5, thresholds: [0.65] },
    );
    expect(evaluation.pixelError).toBe(2 / 6);
    expect(evaluation.threshold).toBe(0.5);
    expect(evaluation.best.pixelError).toEqual({ value: 3 / 6, threshold: 0.65 });
    // Three pixels are inside in both, one in the prediction alone, one in the truth alone.
    expect(evaluation.fScorePixelError).toBe(2 / 8);
    expect(evaluation.constantPixelError).toBe(2 / 6);
    // The first slice's cell grows; the second's, that has no border, shrinks.
    expect(evaluation.warpingError).toBe(0);
    expect(evaluation.iou.perClass).toEqual([1 / 3, 3 / 5]);
    expect(evaluation.dice.perClass).toEqual([2 / 4, 6 / 8]);
    for (const { threshold } of Object.values(evaluation.best)) expect(threshold).toBe(0.65);
    expect(
      evaluateSlices([{ prediction: probability(1, 2, 0.3, 0.8), truth: label('11') }], { threshold: 0.2 }).pixelError,
    ).toBe(0);
  });

  it('warps at the fixed threshold', () => {
    const slice = { prediction: probability(1, 3, 0.9, 0.4, 0.9), truth: label('1.1') };
    expect(evaluateSlices([slice]).warpingError).toBe(0);
    expect(evaluateSlices([slice], { threshold: 0.3 }).warpingError).toBe(1 / 3);
  });

  it('pools whole pixels', () => {
    // In float64, 1 / 49 * 49 is not 1.
    const truth = { height: 7, width: 7, data: new Int32Array(49).fill(1) };
    const prediction = probability(7, 7, ...truth.data);
    prediction.data[24] = 0;
    expect(evaluateSlices([{ prediction, truth }]).best.pixelError.value).toBe(1 / 49);
    // A cut across: six of its pixels can be warped away.
    prediction.data.fill(0, 21, 28);
    expect(evaluateSlices([{ prediction, truth }]).warpingError).toBe(1 / 49);
  });

  it('takes the lowest warping error of the thresholds up to 0.9', () => {
    // At 0.95 nothing is inside, and nothing split or merged.
    const slice = { prediction: probability(1, 3, 0.9, 0.4, 0.92), truth: label('1.1') };
    const { best, sweep } = evaluateSlices([slice], { thresholds: [0.3, 0.35, 0.95] });
    expect(sweep).toHaveLength(3);
    expect(best.warpingError).toEqual({ value: 1 / 3, threshold: 0.3 });
    // A float32 0.4 is above 0.4.
    expect(evaluateSlices([slice]).best.warpingError).toEqual({ value: 0, threshold: 0.5 });
    const above = evaluateSlices([slice], { thresholds: [0.95] }).best.warpingError;
    expect(above).toEqual({ value: Number.NaN, threshold: Number.NaN });
  });

  it('averages the V-Rand of slices, beside the halves of all pairs together', () => {
    // Merged, two of two pixels each: 8 of 16 pairs. Perfect, two of one: 2 of 2 pairs.
    const merged = { prediction: label('11111'), truth: label('11.11') };
    const perfect = { prediction: label('1.1'), truth: label('1.1') };
    const { vRand } = evaluateSlices([merged, perfect]);
    expect(vRand.score).toBeCloseTo((2 / 3 + 1) / 2, 15);
    expect(vRand.split).toBe(1);
    expect(vRand.merge).toBe(10 / 18);
  });

  it('takes class maps, and slices of both kinds', () => {
    const map = label('11.11', '1...1');
    const truth = label('11.11', '11.11');
    const sure = probability(2, 5, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1);
    const { best, ...evaluation } = evaluateSlices([
      { prediction: map, truth },
      { prediction: sure, truth },
    ]);
    expect(evaluation.pixelError).toBe(2 / 10);
    expect(evaluation.vRand).toEqual({ score: 1, split: 1, merge: 1 });
    expect(best.vRand.threshold).toBe(0);
    expect(evaluateSlices([{ prediction: map, truth }])).toEqual(evaluateSlices([{ prediction: sure, truth }]));
  });

  it('keeps instances that touch apart on demand', () => {
    const slice = { prediction: label('112233'), truth: label('112222') };
    expect(evaluateSlices([slice]).vRand).toEqual({ score: 1, split: 1, merge: 1 });
    const { vRand } = evaluateSlices([slice], { labels: 'instances' });
    expect(vRand.split).toBe(12 / 20);
    expect(vRand.merge).toBe(1);
  });

  it('is NaN where a slice has no foreground, and null in JSON', () => {
    const empty = { prediction: probability(1, 3, 0.9, 0.1, 0.9), truth: label('...') };
    const evaluation = evaluateSlices([slices[0]!, empty]);
    expect(evaluation.vRand.score).toBeNaN();
    expect(evaluation.best.vInfo.score).toBeNaN();
    expect(evaluation.best.vInfo.threshold).toBeNaN();
    expect(evaluation.best.pixelError.value).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(evaluation)).vRand.score).toBeNull();
  });

  it('survives JSON', () => {
    const evaluation = evaluateSlices(slices);
    expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation);
  });

  it('names the slice that it refuses', () => {
    const good = { prediction: probability(1, 2, 0, 1), truth: label('.1') };
    const nan = { prediction: probability(1, 2, 0, Number.NaN), truth: label('.1') };
    expect(() => evaluateSlices([good, nan])).toThrow(
      new RangeError(
        'evaluateSlices: slices[1].prediction must hold probabilities from 0 to 1, got NaN at row 0, column 1',
      ),
    );
    expect(() => evaluateSlices([{ ...good, truth: label('1') }])).toThrow(
      'evaluateSlices: slices[0].truth must have the size of the prediction, 1 x 2, got 1 x 1',
    );
    expect(() => evaluateSlices([{ ...good, truth: undefined as never }])).toThrow('slices[0].truth must be');
    expect(() => evaluateSlices([null as never])).toThrow(
      new TypeError('evaluateSlices: slices[0] must be { prediction, truth }, got null'),
    );
    expect(() => evaluateSlices([])).toThrow(
      new RangeError('evaluateSlices: slices must be a list of at least one slice, got Array(0)'),
    );
    expect(() => evaluateSlices([good], { threshold: 7 })).toThrow(
      'evaluateSlices: threshold must be a number from 0 to 1, got 7',
    );
    expect(() => evaluateSlices([good], { thresholds: [2] })).toThrow('evaluateSlices: thresholds[0] must be a number');
    expect(() => evaluateSlices([good], { best: 'vRand' } as never)).toThrow(
      new TypeError(
        'evaluateSlices: options.best is not an option, only threshold, thresholds, predictedBorder, connectivity, thinning, labels',
      ),
    );
    expect(() => evaluateSlices({} as never)).toThrow(
      new TypeError('evaluateSlices: slices must be a list of at least one slice, got {}'),
    );
  });
});
