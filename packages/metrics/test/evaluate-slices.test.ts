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
      expect(entry.vRand.split).toBeCloseTo((first!.vRand.split + second!.vRand.split) / 2, 14);
      expect(entry.vInfo.merge).toBeCloseTo((first!.vInfo.merge + second!.vInfo.merge) / 2, 14);
      expect(entry.randError.error).toBeCloseTo((first!.randError.error + second!.randError.error) / 2, 14);
      expect(entry.randError.recall).toBeCloseTo((first!.randError.recall + second!.randError.recall) / 2, 14);
      // 64 x 64 and 48 x 72 pixels.
      const pooled = (first!.pixelError * 4096 + second!.pixelError * 3456) / 7552;
      expect(entry.pixelError).toBeCloseTo(pooled, 14);
    }
    expect(evaluation.pixelError).toBe(evaluation.sweep[5]!.pixelError);
    const wrong = slices.map(({ prediction, truth }) => warpingError(prediction, truth) * truth.data.length);
    expect(evaluation.warpingError).toBeCloseTo((wrong[0]! + wrong[1]!) / 7552, 14);
    expect(evaluation.warpingError).toBeGreaterThan(0);
  });

  it('takes one best threshold for all slices', () => {
    const { sweep, thresholds, ...evaluation } = evaluateSlices(slices);
    const entryAt = (threshold: number) => sweep.find((entry) => entry.threshold === threshold)!;
    expect(evaluation.bestPixelError).toBe(Math.min(...sweep.map((entry) => entry.pixelError)));
    expect(entryAt(thresholds.pixelError).pixelError).toBe(evaluation.bestPixelError);
    expect(evaluation.randError).toBe(Math.min(...sweep.map((entry) => entry.randError.error)));
    expect(entryAt(thresholds.randError).randError.error).toBe(evaluation.randError);
    expect(evaluation.vRand.score).toBe(Math.max(...sweep.map((entry) => entry.vRand.score)));
    expect(entryAt(thresholds.vRand).vRand).toEqual(evaluation.vRand);
    expect(evaluation.vInfo.score).toBe(Math.max(...sweep.map((entry) => entry.vInfo.score)));
    expect(entryAt(thresholds.vInfo).vInfo).toEqual(evaluation.vInfo);
    // The better slice alone would have chosen another threshold.
    expect(thresholds.vRand).not.toBe(thresholdSweep(slices[0]!.prediction, slices[0]!.truth).best.vRand.threshold);
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
    expect(evaluation.bestPixelError).toBe(3 / 6);
    expect(evaluation.constantPixelError).toBe(2 / 6);
    // The first slice's cell grows; the second's, that has no border, shrinks.
    expect(evaluation.warpingError).toBe(0);
    expect(evaluation.iou.perClass).toEqual([1 / 3, 3 / 5]);
    expect(evaluation.dice.perClass).toEqual([2 / 4, 6 / 8]);
    expect(evaluation.thresholds).toEqual({ fixed: 0.5, pixelError: 0.65, randError: 0.65, vRand: 0.65, vInfo: 0.65 });
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
    const evaluation = evaluateSlices([{ prediction, truth }]);
    expect(evaluation.bestPixelError).toBe(1 / 49);
    expect(evaluation.warpingError).toBe(1 / 49);
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
      "evaluateSlices: slices[0].truth must have the prediction's size 1 x 2, got 1 x 1",
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
    expect(() => evaluateSlices([good], { thresholds: [2] })).toThrow('evaluateSlices: threshold must be a number');
  });
});
