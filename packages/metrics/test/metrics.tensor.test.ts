import { cast } from '@tensorflow/tfjs-core';
import * as metrics from '@unet/metrics';
import * as arrays from '@unet/metrics/arrays';
import { imageFromArray, labelFromArray, labelToArray } from '@unet/tensor';
import { expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { afterAll, describe, expect, it } from 'vitest';

// The values are copied exactly to and from every backend, so that the scores are the same to the last bit.
const prediction = randomImage(12, 9, 1, 'prediction');
const truth = randomLabel(12, 9, 2, 'truth');
const predicted = randomLabel(12, 9, 2, 'predicted');
const image = imageFromArray(prediction);
const label = labelFromArray(truth);
const classes = labelFromArray(predicted);
afterAll(() => {
  for (const tensor of [image, label, classes]) tensor.dispose();
});

describe('what is read from the device', () => {
  it('gives the scores of the array functions, and leaks nothing', async () => {
    await expectNoLeak(async () => {
      expect(await metrics.constantPixelError([label, classes])).toBe(arrays.constantPixelError([truth, predicted]));
      const ignore = { ignore: [1] };
      expect(await metrics.contingencyTable(classes, label, ignore)).toEqual(
        arrays.contingencyTable(predicted, truth, ignore),
      );
      expect(await metrics.randError(classes, label, ignore)).toEqual(arrays.randError(predicted, truth, ignore));
      expect(await metrics.variationOfInformation(classes, label, ignore)).toEqual(
        arrays.variationOfInformation(predicted, truth, ignore),
      );
      const threshold = { threshold: 0.3 };
      const segments = { connectivity: 8, thinning: 'nearest', ...threshold } as const;
      for (const [onTensors, onArrays] of [
        [metrics.vRand, arrays.vRand],
        [metrics.vInfo, arrays.vInfo],
      ] as const) {
        expect(await onTensors(image, label, segments)).toEqual(onArrays(prediction, truth, segments));
        expect(await onTensors(classes, label)).toEqual(onArrays(predicted, truth));
      }
      for (const [onTensors, onArrays] of [
        [metrics.fScorePixelError, arrays.fScorePixelError],
        [metrics.topologyErrors, arrays.topologyErrors],
        [metrics.warpingError, arrays.warpingError],
      ] as const) {
        expect(await onTensors(image, label, threshold)).toEqual(onArrays(prediction, truth, threshold));
        expect(await onTensors(classes, label)).toEqual(onArrays(predicted, truth));
      }
      const sweep = { thresholds: [0.2, 0.8] };
      expect(await metrics.thresholdSweep(image, label, sweep)).toEqual(
        arrays.thresholdSweep(prediction, truth, sweep),
      );
      expect(await metrics.thresholdSweep(classes, label)).toEqual(arrays.thresholdSweep(predicted, truth));
      const slices = [
        { prediction: image, truth: label },
        { prediction: classes, truth: label },
      ];
      expect(await metrics.evaluateSlices(slices, sweep)).toEqual(
        arrays.evaluateSlices(
          [
            { prediction, truth },
            { prediction: predicted, truth },
          ],
          sweep,
        ),
      );
    });
    expect(await labelToArray(label)).toEqual(truth);
  });

  it('gives thinned borders to the caller', async () => {
    await expectNoLeak(async () => {
      const thinned = await metrics.thinBorders(classes);
      expect(await labelToArray(thinned)).toEqual(arrays.thinBorders(predicted));
      return thinned;
    });
  });

  it('gives the warped truth to the caller', async () => {
    await expectNoLeak(async () => {
      const warped = await metrics.warpTruth(image, label, { threshold: 0.3 });
      expect(await labelToArray(warped)).toEqual(arrays.warpTruth(prediction, truth, { threshold: 0.3 }));
      return warped;
    });
  });

  it('names the function that refuses a tensor', async () => {
    await expect(metrics.vRand(undefined as never, label)).rejects.toThrow(
      new TypeError(
        'vRand: prediction must be a [height, width, channels] float32 or a [height, width] int32 tensor, got undefined',
      ),
    );
    const fractions = cast(classes, 'float32');
    await expect(metrics.vInfo(fractions as never, label)).rejects.toThrow('vInfo: prediction must be a [');
    fractions.dispose();
    await expect(metrics.thresholdSweep(prediction as never, label)).rejects.toThrow('thresholdSweep: prediction must');
    await expect(metrics.evaluateSlices([{ prediction: image, truth: image as never }])).rejects.toThrow(
      new TypeError(
        'evaluateSlices: slices[0].truth must be a [height, width] int32 tensor, got [12,9,1] float32 tensor',
      ),
    );
    await expect(metrics.randError(image as never, label)).rejects.toThrow('randError: predicted must be a');
    await expect(metrics.thinBorders(image as never)).rejects.toThrow('thinBorders: segments must be a');
  });
});
