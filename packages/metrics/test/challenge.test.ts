import {
  challengeThresholds,
  type EvaluationSliceArrays,
  evaluateSlices,
  fScorePixelError,
  thresholdSweep,
  topologyErrors,
  vInfo,
  vRand,
  warpingError,
} from '@unet/metrics/arrays';
import { expectAllClose, float32FromBase64 } from '@unet-internal/testing';
import { describe, expect, it } from 'vitest';
import expected from './fixtures/challenge-scores.json';
import slice1 from './fixtures/challenge-slice-1.json';
import slice2 from './fixtures/challenge-slice-2.json';
import slice3 from './fixtures/challenge-slice-3.json';
import slice4 from './fixtures/challenge-slice-4.json';
import { probability } from './maps.ts';

// challenge-scores.json says where the numbers come from. They have nine digits; the sums of the two programs differ by less.
const rounding = { absolute: 1e-9 };

const slices = [slice1, slice2, slice3, slice4].map(({ height, width, ...slice }): EvaluationSliceArrays => {
  const bytes = Uint8Array.from(atob(slice.truthBits), (character) => character.charCodeAt(0));
  return {
    prediction: { height, width, channels: 1, data: float32FromBase64(slice.probability) },
    truth: {
      height,
      width,
      data: Int32Array.from({ length: height * width }, (_, index) => (bytes[index >> 3]! >> (7 - (index & 7))) & 1),
    },
  };
});
const first = slices[0]!;
const constants = expected.constants.map(({ value, ...numbers }) => ({
  name: `slice 1 against a constant ${value}`,
  numbers,
  slices: [{ truth: first.truth, prediction: probability(128, 160, ...new Float32Array(128 * 160).fill(value)) }],
}));

describe.each([
  { name: 'the stack', numbers: expected.stack, slices },
  ...slices.map((slice, index) => ({
    name: `slice ${index + 1}`,
    numbers: expected.slices[index]!,
    slices: [slice],
  })),
  ...constants,
])("$name, against the challenge's published classes", ({ numbers, slices }) => {
  const { sweep, best } = evaluateSlices(slices);

  it('has V-Rand with precision and recall, V-Info, and the F-score of pixels at every threshold', () => {
    const parts = <Part>(read: (entry: (typeof sweep)[number]) => Part) => sweep.map(read);
    expectAllClose(
      parts(({ vRand }) => vRand.score),
      numbers.vRand,
      rounding,
    );
    expectAllClose(
      parts(({ vRand }) => vRand.merge),
      numbers.vRandPrecision,
      rounding,
    );
    expectAllClose(
      parts(({ vRand }) => vRand.split),
      numbers.vRandRecall,
      rounding,
    );
    expectAllClose(
      parts(({ vInfo }) => vInfo.score),
      numbers.vInfo,
      rounding,
    );
    expectAllClose(
      parts((entry) => 1 - entry.fScorePixelError),
      numbers.pixelFScore,
      rounding,
    );
  });

  it('has their best', () => {
    expectAllClose(
      [best.vRand.score, best.vInfo.score, best.fScorePixelError.value, best.warpingError.value],
      [numbers.best.vRand, numbers.best.vInfo, numbers.best.pixelErrorOneMinusF, numbers.best.warping],
      // These are printed with all their digits.
      { absolute: 1e-12 },
    );
  });

  it('has the same pixels of splits and mergers at every threshold', () => {
    const thresholds = challengeThresholds.slice(0, 10);
    const counts = thresholds.map((threshold) =>
      slices.reduce((sum, { prediction, truth }) => {
        const { splits, merges } = topologyErrors(prediction, truth, { threshold });
        // At every threshold it would be the same work twice.
        if (threshold === thresholds[3]) {
          expect(warpingError(prediction, truth, { threshold })).toBe((splits + merges) / (128 * 160));
        }
        return sum + splits + merges;
      }, 0),
    );
    expect(counts).toEqual(numbers.splitsAndMergers.map((share) => Math.round(share * 128 * 160 * slices.length)));
  });
});

it('is in the functions for one slice, too', () => {
  const { prediction, truth } = first;
  const { scores, best } = thresholdSweep(prediction, truth);
  const { sweep, best: bestOfSlices } = evaluateSlices([first]);
  expect(scores).toEqual(sweep);
  expect(bestOfSlices).toMatchObject(best);
  for (const { threshold, ...entry } of scores) {
    expect(vRand(prediction, truth, { threshold })).toEqual(entry.vRand);
    expect(vInfo(prediction, truth, { threshold })).toEqual(entry.vInfo);
    expect(fScorePixelError(prediction, truth, { threshold })).toBe(entry.fScorePixelError);
  }
});
