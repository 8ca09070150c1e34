import { accuracy, confusionMatrix, dice, evaluateSlices, iou } from '@unet/metrics/arrays';
import { classProbability, createUNet, disposeUNet, mostProbableClass, segment } from '@unet/model';
import { imageToArray, labelToArray } from '@unet/tensor';
import { createTrainingState, currentUNet, disposeTrainingState, evaluate, sgd } from '@unet/trainer';
import { labelFromInstances } from '@unet/weight-map/arrays';
import { countReads, expectAllClose, expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { labelOf, onDevice, squareSlices, tinyConfig } from './tiny.ts';

/** Two slices of different sizes. */
function slicesOf(classes: number) {
  return [
    { image: randomImage(20, 24, 1, 'a'), label: randomLabel(20, 24, classes, 'b') },
    { image: randomImage(16, 18, 1, 'c'), label: randomLabel(16, 18, classes, 'd') },
  ];
}

/** Cells that touch, by their numbers. */
const instanceSlices = squareSlices(2).map(({ image }) => ({
  image,
  label: labelOf(24, 24, (row, column) => 5 + 4 * Math.floor(row / 7) + Math.floor(column / 7)),
}));

test('two classes: the scores that @unet/metrics gives, called directly', async () => {
  await expectNoLeak(async () => {
    const unet = createUNet(tinyConfig, { seed: 3 });
    const slices = squareSlices(2);
    const segmentation = { inputSize: 28, symmetries: true };
    const done: number[][] = [];
    const { predictions, classMaps, planes, binary, classes } = await evaluate(unet, slices, {
      segmentation,
      scoring: { threshold: 0.4, thresholds: [0.2, 0.4, 0.6] },
      onSlice: (...counts) => done.push(counts),
    });
    expect(done).toEqual([
      [1, 2],
      [2, 2],
    ]);
    for (const [index, { image }] of slices.entries()) {
      expect(predictions[index]).toEqual(await segment(unet, image, segmentation));
      expect(classMaps[index]).toEqual(mostProbableClass(predictions[index]!));
      expect(planes![index]).toEqual(classProbability(predictions[index]!, 1));
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
    const { predictions, classMaps, planes, binary, classes } = await evaluate(unet, slices);
    expect([binary, planes]).toEqual([undefined, undefined]);
    expect(classMaps).toEqual(predictions.map((prediction) => mostProbableClass(prediction)));
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
      joined(predictions.map((prediction) => mostProbableClass(prediction))),
      joined(slices.map(({ label }) => label)),
      { classes: 3 },
    );
    expect(classes).toEqual({ pixelError: 1 - accuracy(matrix), iou: iou(matrix), dice: dice(matrix) });
    expect(classes.iou.perClass).toHaveLength(3);
    disposeUNet(unet);
  });
});

test('instances: scored by the label that they are trained with', async () => {
  await expectNoLeak(async () => {
    const unet = createUNet(tinyConfig, { seed: 3 });
    const slices = instanceSlices;
    for (const gap of [undefined, 1] as const) {
      const scores = await evaluate(unet, slices, { labels: 'instances', gap });
      const classMaps = slices.map(({ image, label }) => ({ image, label: labelFromInstances(label, { gap }) }));
      expect(scores).toEqual(await evaluate(unet, classMaps));
    }
    disposeUNet(unet);
  });
});

test.each([
  ['two classes', slicesOf(2), 2, {}, 5],
  ['three classes', slicesOf(3), 3, {}, 1],
  ['instances', instanceSlices, 2, { labels: 'instances' }, 5],
] as const)(
  'tensors, %s: the same scores as of arrays, as many reads as it says',
  async (_, slices, classes, options, reads) => {
    await expectNoLeak(async () => {
      const unet = createUNet({ ...tinyConfig, classes }, { seed: 3 });
      const tensors = onDevice(slices);
      const plain = await evaluate(unet, slices, options);
      let scores: Awaited<ReturnType<typeof evaluateTensors>> | undefined;
      const evaluateTensors = () => evaluate(unet, tensors, options);
      const counted = await countReads(async () => {
        scores = await evaluateTensors();
      });
      // Of two classes each plane and each label, and of any the counts.
      expect(counted).toBe(reads);
      const { predictions, classMaps, planes, binary } = scores!;
      for (const [index, prediction] of predictions.entries()) {
        // Tiles are joined in another order.
        const { data } = await imageToArray(prediction);
        expectAllClose(data, plain.predictions[index]!.data, { absolute: 1e-5 });
        expect(await labelToArray(classMaps[index]!)).toEqual(plain.classMaps[index]);
      }
      expect(planes?.map(({ shape }) => shape)).toEqual(plain.planes?.map(({ height, width }) => [height, width, 1]));
      expect(binary?.pixelError).toEqual(plain.binary?.pixelError);
      expect(binary?.vRand.score ?? 0).toBeCloseTo(plain.binary?.vRand.score ?? 0, 6);
      expect(scores!.classes).toEqual(plain.classes);
      disposeUNet(unet);
      return [
        ...predictions,
        ...classMaps,
        ...(planes ?? []),
        ...tensors.flatMap(({ image, label }) => [image, label]),
      ];
    });
  },
);

test('an error leaves no tensors behind', async () => {
  await expectNoLeak(async () => {
    const unet = createUNet(tinyConfig);
    const tensors = onDevice(slicesOf(2));
    const onSlice = () => {
      throw new Error('enough');
    };
    await expect(evaluate(unet, tensors, { onSlice })).rejects.toThrow('enough');
    await expect(evaluate(unet, tensors, { scoring: { threshold: 2 } })).rejects.toThrow(RangeError);
    disposeUNet(unet);
    return tensors.flatMap(({ image, label }) => [image, label]);
  });
});

test('a borrowed network is as good as one of one’s own', async () => {
  await expectNoLeak(async () => {
    const state = createTrainingState(createUNet(tinyConfig, { seed: 3 }), sgd());
    const unet = createUNet(tinyConfig, { seed: 3 });
    const slices = squareSlices(1);
    expect(await evaluate(currentUNet(state), slices)).toEqual(await evaluate(unet, slices));
    disposeTrainingState(state);
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
    const scored = { onSlice: () => segmented++ };
    const wrong: [object, Error][] = [
      [{ labels: 'cells' }, new RangeError('evaluate: labels must be "classes" or "instances", got "cells"')],
      [{ gap: 3 }, new RangeError('evaluate: gap must be 1 or 2, got 3')],
      [
        { threshold: 0.4 },
        new TypeError('evaluate: options.threshold is not an option, only segmentation, scoring, labels, gap, onSlice'),
      ],
      [
        { segmentation: { tile: 28 } },
        new TypeError(
          'evaluate: segmentation.tile is not an option, only inputSize, stride, blend, boundary, symmetries, batchSize, limits, signal',
        ),
      ],
    ];
    for (const [options, error] of wrong) {
      await expect(evaluate(unet, [first!], { ...scored, ...options })).rejects.toThrow(error);
    }
    await expect(evaluate(unet, [first!], { ...scored, scoring: { treshold: 1 } as object })).rejects.toThrow(
      /^evaluate: scoring\.treshold is not an option, only threshold, /,
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
    await expect(evaluate(unet, squareSlices(1))).rejects.toThrow(new TypeError('evaluate: unet was disposed'));
  });
});
