import * as tensors from '@unet/metrics';
import * as arrays from '@unet/metrics/arrays';
import { expect, it } from 'vitest';

it('exports these names', () => {
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "accuracy",
      "challengeThresholds",
      "confusionMatrix",
      "constantPixelError",
      "contingencyTable",
      "dice",
      "evaluateSlices",
      "iou",
      "pixelError",
      "precision",
      "randError",
      "randScore",
      "recall",
      "thinBorders",
      "thresholdSweep",
      "vInfo",
      "vRand",
      "variationOfInformation",
      "warpTruth",
      "warpingError",
    ]
  `);
  expect(Object.keys(tensors).sort()).toMatchInlineSnapshot(`
    [
      "accuracy",
      "challengeThresholds",
      "confusionMatrix",
      "constantPixelError",
      "contingencyTable",
      "dice",
      "evaluateSlices",
      "iou",
      "pixelError",
      "precision",
      "randError",
      "randScore",
      "recall",
      "thinBorders",
      "thresholdSweep",
      "vInfo",
      "vRand",
      "variationOfInformation",
      "warpTruth",
      "warpingError",
    ]
  `);
});
