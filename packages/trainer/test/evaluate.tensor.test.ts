import { accuracy, confusionMatrix, dice, evaluateSlices, iou } from '@unet/metrics/arrays';
import { createUNet, disposeUNet, segmentArray } from '@unet/model';
import { classProbability, evaluate, mostProbableClass } from '@unet/trainer';
import { expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { squareSlices, tinyConfig } from './tiny.ts';

/** Two slices of different sizes. */
function slicesOf(classes: number) {
  return [
    { image: randomImage(20, 24, 1, 'a'), label: randomLabel(20, 24, classes, 'b') },
    { image: randomImage(16, 18, 1, 'c'), label: randomLabel(16, 18, classes, 'd') },
  ];
}

test('two classes: the scores that @unet/metrics gives, called directly', async () => {
  await expectNoLeak(async () => {
    const unet = createUNet(tinyConfig, { seed: 3 });
    const slices = squareSlices(2);
    const segmentation = { tile: 28, symmetries: true };
    const done: number[][] = [];
    const { predictions, binary, classes } = await evaluate(unet, slices, {
      segmentation,
      threshold: 0.4,
      thresholds: [0.2, 0.4, 0.6],
      onSlice: (...counts) => done.push(counts),
    });
    expect(done).toEqual([
      [1, 2],
      [2, 2],
    ]);
    for (const [index, { image }] of slices.entries()) {
      expect(predictions[index]).toEqual(await segmentArray(unet, image, segmentation));
    }
    const scored = predictions.map((prediction, index) => ({
      prediction: classProbability(prediction, 1),
      truth: slices[index]!.label,
    }));
    expect(binary).toEqual(evaluateSlices(scored, { threshold: 0.4, thresholds: [0.2, 0.4, 0.6] }));
    expect(classes.pixelError).toBeCloseTo(evaluateSlices(scored, { threshold: 0.5 }).pixelError, 12);
    disposeUNet(unet);
  });
});

test('three classes: pooled scores of the most probable class, nothing binary', async () => {
  await expectNoLeak(async () => {
    const unet = createUNet({ ...tinyConfig, classes: 3 }, { seed: 3 });
    const slices = slicesOf(3);
    const { predictions, binary, classes } = await evaluate(unet, slices);
    expect(binary).toBeUndefined();
    expect(predictions.map(({ height, width, channels }) => [height, width, channels])).toEqual([
      [20, 24, 3],
      [16, 18, 3],
    ]);
    // One map of both slices' pixels in a row.
    const joined = (maps: { data: Int32Array }[]) => {
      const data = Int32Array.from(maps.flatMap((map) => [...map.data]));
      return { height: 1, width: data.length, data };
    };
    const matrix = confusionMatrix(
      joined(predictions.map(mostProbableClass)),
      joined(slices.map(({ label }) => label)),
      3,
    );
    expect(classes).toEqual({ pixelError: 1 - accuracy(matrix), iou: iou(matrix), dice: dice(matrix) });
    expect(classes.iou.perClass).toHaveLength(3);
    disposeUNet(unet);
  });
});

test('slices that do not fit are refused before anything is segmented', async () => {
  await expectNoLeak(async () => {
    const unet = createUNet(tinyConfig);
    await expect(evaluate(unet, [])).rejects.toThrow(
      new RangeError('evaluate: slices must be a list of at least one slice, got Array(0)'),
    );
    const [first, second] = slicesOf(2);
    second!.label.data[19] = 2;
    let segmented = 0;
    const call = evaluate(unet, [first!, second!], { onSlice: () => segmented++ });
    await expect(call).rejects.toThrow(
      new RangeError('evaluate: slice 1: label must be from 0 to 1, got 2 at row 1, column 1'),
    );
    expect(segmented).toBe(0);
    disposeUNet(unet);
  });
});

test('a signal stops it between two tiles', async () => {
  await expectNoLeak(async () => {
    const unet = createUNet(tinyConfig);
    const reason = new Error('enough');
    const signal = AbortSignal.abort(reason);
    await expect(evaluate(unet, squareSlices(1), { segmentation: { signal } })).rejects.toBe(reason);
    disposeUNet(unet);
  });
});
