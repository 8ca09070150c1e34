import { evaluateSlices } from '@unet/metrics/arrays';
import { type RunScores, runScoresOf } from '@unet/run';
import { randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('each score of an evaluation goes to its own place', () => {
  const truth = randomLabel(8, 8, 2, 1);
  const some = evaluateSlices([{ prediction: truth, truth }], { threshold: 0.4 });
  const { best } = some;
  const kept = runScoresOf({
    ...some,
    pixelError: 0.01,
    constantPixelError: 0.02,
    randError: { ...some.randError, error: 0.03 },
    vRand: { ...some.vRand, score: 0.04 },
    vInfo: { ...some.vInfo, score: 0.05 },
    warpingError: 0.06,
    best: {
      ...best,
      pixelError: { value: 0.11, threshold: 0.2 },
      randError: { ...best.randError, error: 0.13, threshold: 0.3 },
      vRand: { ...best.vRand, score: 0.14, threshold: 0.5 },
      vInfo: { ...best.vInfo, score: 0.15, threshold: 0.6 },
      warpingError: { value: 0.16, threshold: 0.7 },
    },
  });
  expect(kept).toEqual({
    slices: 1,
    threshold: 0.4,
    pixelError: 0.01,
    constantPixelError: 0.02,
    cells: { randError: 0.03, vRand: 0.04, vInfo: 0.05, warpingError: 0.06 },
    best: {
      pixelError: { value: 0.11, threshold: 0.2 },
      randError: { value: 0.13, threshold: 0.3 },
      vRand: { value: 0.14, threshold: 0.5 },
      vInfo: { value: 0.15, threshold: 0.6 },
    },
  } satisfies RunScores);
});
