import { type Tensor, tensor2d, zeros } from '@tensorflow/tfjs-core';
import { accuracy, confusionMatrix, dice, iou, pixelError, precision, recall } from '@unet/metrics';
import * as arrays from '@unet/metrics/arrays';
import { imageFromArray, labelFromArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, expectNoRead, randomImage, randomLabel } from '@unet-internal/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { label, probability } from './maps.ts';

const truth = randomLabel(12, 9, 4, 'truth');
const predicted = randomLabel(12, 9, 4, 'predicted');
const prediction = randomImage(12, 9, 1, 'prediction');
const truthTensor = labelFromArray(truth);
const predictedTensor = labelFromArray(predicted);
const image = imageFromArray(prediction);
afterAll(() => {
  for (const tensor of [truthTensor, predictedTensor, image]) tensor.dispose();
});

/** Computes without a read, then reads, and disposes. */
async function values(compute: () => Tensor): Promise<number[]> {
  const result = await expectNoRead(compute);
  const data = await result.data();
  result.dispose();
  return [...data];
}

describe('confusionMatrix on the device', () => {
  it('counts as on arrays', async () => {
    await expectNoLeak(async () => {
      const matrix = await expectNoRead(() => confusionMatrix(predictedTensor, truthTensor, { classes: 4 }));
      expect(matrix.shape).toEqual([4, 4]);
      expect(matrix.dtype).toBe('float32');
      expect([...(await matrix.data())]).toEqual(arrays.confusionMatrix(predicted, truth, { classes: 4 }).flat());
      return matrix;
    });
  });

  it('leaves out pixels of other values', async () => {
    await expectNoLeak(async () => {
      expect(await values(() => confusionMatrix(predictedTensor, truthTensor, { classes: 2 }))).toEqual(
        arrays
          .confusionMatrix(predicted, truth, { classes: 4 })
          .slice(0, 2)
          .flatMap((row) => row.slice(0, 2)),
      );
      expect(await values(() => confusionMatrix(predictedTensor, truthTensor, { classes: 1 }))).toHaveLength(1);
    });
  });

  it('counts a whole map exactly', async () => {
    // Partial sums in half precision would stop at 2048.
    const size = { height: 96, width: 96 };
    const ones = labelFromArray({ ...size, data: new Int32Array(96 * 96).fill(1) });
    const few = labelFromArray({ ...size, data: new Int32Array(96 * 96).fill(1).fill(0, 0, 3) });
    expect(await values(() => confusionMatrix(ones, few, { classes: 2 }))).toEqual([0, 3, 0, 96 * 96 - 3]);
    expect(await values(() => pixelError(ones, few))).toEqual([Math.fround(3 / (96 * 96))]);
    ones.dispose();
    few.dispose();
  });

  it('refuses what it can see', () => {
    expect(() => confusionMatrix(image as never, truthTensor, { classes: 2 })).toThrow(
      new TypeError('confusionMatrix: predicted must be a [height, width] int32 tensor, got [12,9,1] float32 tensor'),
    );
    expect(() => confusionMatrix(predictedTensor, truthTensor, { classes: 0 })).toThrow(
      new RangeError('confusionMatrix: classes must be a positive integer, got 0'),
    );
    expect(() => confusionMatrix(predictedTensor, truthTensor, 2 as never)).toThrow(
      new TypeError('confusionMatrix: options must be an object, got 2'),
    );
    const small = labelFromArray(label('01'));
    expect(() => confusionMatrix(small, truthTensor, { classes: 2 })).toThrow(
      new RangeError('confusionMatrix: truth must have the size of the prediction, 1 x 2, got 12 x 9'),
    );
    small.dispose();
  });
});

describe('pixelError on the device', () => {
  // Counts are exact, their quotient is rounded to float32.
  const rounding = { relative: 1e-7 };

  it('is that of the arrays', async () => {
    await expectNoLeak(async () => {
      for (const threshold of [0, 0.3, 0.5, 1]) {
        expectAllClose(
          await values(() => pixelError(image, truthTensor, { threshold })),
          [arrays.pixelError(prediction, truth, { threshold })],
          rounding,
        );
      }
      expectAllClose(
        await values(() => pixelError(image, truthTensor)),
        [arrays.pixelError(prediction, truth)],
        rounding,
      );
      expectAllClose(
        await values(() => pixelError(predictedTensor, truthTensor)),
        [arrays.pixelError(predicted, truth)],
        rounding,
      );
    });
  });

  it('compares as in double precision', async () => {
    const border = labelFromArray(label('....'));
    // In float32 the first, second and fourth are as large as 0.1, 0.9999999999999999 and 0.7.
    for (const [value, threshold] of [
      [0.1, 0.1],
      [1, 0.9999999999999999],
      [0.5, 0.5],
      [0.7, 0.7],
      [0, 0],
      [1e-30, 0],
    ] as const) {
      const pixels = probability(1, 4, value, 0, 0, 0);
      const input = imageFromArray(pixels);
      const expected = arrays.pixelError(pixels, label('....'), { threshold });
      expect(await values(() => pixelError(input, border, { threshold }))).toEqual([expected]);
      input.dispose();
    }
    border.dispose();
  });

  it('refuses what it can see', () => {
    expect(() => pixelError(image, image as never)).toThrow(
      new TypeError('pixelError: truth must be a [height, width] int32 tensor, got [12,9,1] float32 tensor'),
    );
    expect(() => pixelError(undefined as never, truthTensor)).toThrow(
      new TypeError(
        'pixelError: prediction must be a [height, width, channels] float32 or a [height, width] int32 tensor, got undefined',
      ),
    );
    expect(() => pixelError(prediction as never, truthTensor)).toThrow('pixelError: prediction must be a [height');
    expect(() => pixelError(image, truthTensor, { threshold: -1 })).toThrow(
      new RangeError('pixelError: threshold must be a number from 0 to 1, got -1'),
    );
    expect(() => pixelError(image, truthTensor, { treshold: 1 } as never)).toThrow(
      new TypeError('pixelError: options.treshold is not an option, only threshold'),
    );
    const two = zeros([12, 9, 2]);
    expect(() => pixelError(two as never, truthTensor)).toThrow(
      new RangeError('pixelError: prediction must have 1 channel (the probability of class 1), got 2'),
    );
    two.dispose();
    const small = labelFromArray(label('01'));
    expect(() => pixelError(image, small)).toThrow(
      new RangeError('pixelError: truth must have the size of the prediction, 12 x 9, got 1 x 2'),
    );
    small.dispose();
  });
});

describe('class scores on the device', () => {
  // float32 against double precision; webgl divides to about as many digits.
  const rounding = { relative: 1e-6 };
  const matrices = [
    arrays.confusionMatrix(predicted, truth, { classes: 4 }),
    // A class that is in neither map, one that is never predicted, one that is never there.
    [
      [2, 0, 1, 0],
      [0, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 0],
    ],
    [[0]],
  ].map((rows) => rows.map((row) => [...row]));

  it.each([
    ['iou', iou, arrays.iou],
    ['dice', dice, arrays.dice],
    ['precision', precision, arrays.precision],
    ['recall', recall, arrays.recall],
  ] as const)('%s is that of the arrays', async (_, onDevice, onArrays) => {
    await expectNoLeak(async () => {
      for (const matrix of matrices) {
        const counts = tensor2d(matrix);
        const { perClass, mean } = await expectNoRead(() => onDevice(counts));
        const expected = onArrays(matrix);
        expect([perClass.shape, perClass.dtype, mean.shape]).toEqual([[matrix.length], 'float32', []]);
        expectAllClose(await perClass.data(), expected.perClass, rounding);
        expectAllClose(await mean.data(), [expected.mean], rounding);
        for (const tensor of [counts, perClass, mean]) tensor.dispose();
      }
    });
  });

  it('the mean leaves out what is NaN', async () => {
    await expectNoLeak(async () => {
      const counts = tensor2d([
        [2, 0, 1],
        [0, 0, 0],
        [0, 0, 1],
      ]);
      const { perClass, mean } = recall(counts);
      expectAllClose(await perClass.data(), [2 / 3, Number.NaN, 1], rounding);
      expectAllClose(await mean.data(), [5 / 6], rounding);
      return [counts, perClass, mean];
    });
  });

  it('accuracy is that of the arrays', async () => {
    await expectNoLeak(async () => {
      for (const matrix of matrices) {
        const counts = tensor2d(matrix);
        expectAllClose(await values(() => accuracy(counts)), [arrays.accuracy(matrix)], rounding);
        counts.dispose();
      }
    });
  });

  it('refuses what is not a square float32 tensor', () => {
    const oblong = tensor2d([[1, 2]]);
    const square = labelFromArray(label('01', '10'));
    const gone = tensor2d([[1]]);
    gone.dispose();
    const message = 'matrix must be a [classes, classes] float32 tensor made by confusionMatrix';
    for (const [name, score] of Object.entries({ iou, dice, precision, recall, accuracy })) {
      expect(() => score(oblong)).toThrow(new TypeError(`${name}: ${message}, got [1,2] float32 tensor`));
      expect(() => score(image as never)).toThrow(new TypeError(`${name}: ${message}, got [12,9,1] float32 tensor`));
      expect(() => score([[1]] as never)).toThrow(new TypeError(`${name}: ${message}, got Array(1)`));
      // Two labels, as confusionMatrix takes them.
      expect(() => (score as (...maps: unknown[]) => unknown)(square, square, { classes: 2 })).toThrow(
        new TypeError(`${name}: ${message}, got [2,2] int32 tensor`),
      );
      expect(() => score(gone)).toThrow(new TypeError(`${name}: matrix must not be disposed`));
    }
    oblong.dispose();
    square.dispose();
  });
});
