import {
  accuracy,
  confusionMatrix,
  constantPixelError,
  dice,
  fScorePixelError,
  iou,
  pixelError,
  precision,
  recall,
} from '@unet/metrics/arrays';
import { randomLabel } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { label, probability } from './maps.ts';

describe('pixelError', () => {
  it('counts pixels on the wrong side of the threshold, 0.5 by default', () => {
    const truth = label('11', '..');
    const prediction = probability(2, 2, 0.9, 0.3, 0.2, 0.6);
    expect(pixelError(prediction, truth)).toBe(0.5);
    expect(pixelError(prediction, truth, { threshold: 0.25 })).toBe(0.25);
    expect(pixelError(prediction, truth, { threshold: 0.95 })).toBe(0.5);
  });

  it('takes a probability at the threshold for border, in double precision', () => {
    expect(pixelError(probability(1, 1, 0.5), label('.'))).toBe(0);
    // A float32 0.1 is above 0.1, a float32 0.7 below 0.7.
    expect(pixelError(probability(1, 1, 0.1), label('1'), { threshold: 0.1 })).toBe(0);
    expect(pixelError(probability(1, 1, 0.7), label('1'), { threshold: 0.7 })).toBe(1);
  });

  it('takes every non-zero label of the truth for inside when the prediction is a probability', () => {
    expect(pixelError(probability(1, 3, 0.9, 0.9, 0.1), label('27.'))).toBe(0);
  });

  it('compares class with class when the prediction is a class map', () => {
    expect(pixelError(label('0123'), label('0121'))).toBe(0.25);
  });

  it('refuses what it cannot score', () => {
    const truth = label('1.', '.1');
    const nan = probability(2, 2, 0, 1, Number.NaN, 1);
    expect(() => pixelError(nan, truth)).toThrow(
      new RangeError('pixelError: prediction must hold probabilities from 0 to 1, got NaN at row 1, column 0'),
    );
    expect(() => pixelError(probability(2, 2, 0, 3.5, 0, 0), truth)).toThrow(
      'prediction must hold probabilities from 0 to 1, got 3.5 at row 0, column 1',
    );
    expect(() => pixelError(probability(2, 2, 0, 0, 0, -0.1), truth)).toThrow('at row 1, column 1');
    expect(() => pixelError(probability(1, 2, 0, 0), truth)).toThrow(
      'pixelError: truth must have the size of the prediction, 1 x 2, got 2 x 2',
    );
    expect(() => pixelError({ ...probability(1, 2, 0, 0), width: 1, channels: 2 }, truth)).toThrow(
      'pixelError: prediction must have 1 channel (the probability of class 1), got 2',
    );
    expect(() => pixelError(truth, truth, { threshold: Number.NaN })).toThrow(
      'pixelError: threshold must be a number from 0 to 1, got NaN',
    );
    expect(() => pixelError(undefined as never, truth)).toThrow(
      new TypeError(
        'pixelError: prediction must be { height, width, channels, data } or { height, width, data }, got undefined',
      ),
    );
    expect(() => pixelError(truth, truth, { treshold: 0.4 } as never)).toThrow(
      new TypeError('pixelError: options.treshold is not an option, only threshold'),
    );
  });

  it('lets rounding carry a probability a little out of [0, 1]', () => {
    expect(pixelError(probability(1, 2, 1.0005, -0.0005), label('1.'))).toBe(0);
  });
});

describe('fScorePixelError', () => {
  it('is one minus the F-score of what is inside', () => {
    // Two pixels in both, one in the prediction alone, three in the truth alone.
    expect(fScorePixelError(label('111.', '....'), label('11.2', '.22.'))).toBe(1 - 4 / 8);
    const prediction = probability(2, 2, 0.9, 0.3, 0.2, 0.6);
    expect(fScorePixelError(prediction, label('11', '..'))).toBe(0.5);
    expect(fScorePixelError(prediction, label('11', '..'), { threshold: 0.25 })).toBeCloseTo(1 - 4 / 5, 15);
  });

  it('is 0 where all agree, and 1 where nothing is inside in both', () => {
    expect(fScorePixelError(label('57.'), label('11.'))).toBe(0);
    expect(fScorePixelError(label('1.'), label('.1'))).toBe(1);
    expect(fScorePixelError(label('1.'), label('..'))).toBe(1);
    expect(fScorePixelError(label('..'), label('1.'))).toBe(1);
    expect(fScorePixelError(label('..'), label('..'))).toBe(1);
  });

  it('refuses what it cannot score', () => {
    expect(() => fScorePixelError(probability(1, 1, 2), label('1'))).toThrow(
      'fScorePixelError: prediction must hold probabilities from 0 to 1, got 2 at row 0, column 0',
    );
    expect(() => fScorePixelError(label('1'), label('1'), { threshold: 2 })).toThrow(
      new RangeError('fScorePixelError: threshold must be a number from 0 to 1, got 2'),
    );
    expect(() => fScorePixelError(label('1'), label('1'), { connectivity: 4 } as never)).toThrow(
      new TypeError('fScorePixelError: options.connectivity is not an option, only threshold'),
    );
  });
});

describe('constantPixelError', () => {
  it('is that of the better constant over all slices', () => {
    expect(constantPixelError([label('1.1.', '....')])).toBe(0.25);
    expect(constantPixelError([label('23', '11')])).toBe(0);
    expect(constantPixelError([label('11'), label('..', '.1')])).toBe(0.5);
  });

  it('refuses an empty list', () => {
    expect(() => constantPixelError([])).toThrow(
      new RangeError('constantPixelError: truths must be a list of at least one slice, got Array(0)'),
    );
    expect(() => constantPixelError([label('1'), null as never])).toThrow('constantPixelError: truths[1] must be');
  });
});

describe('confusionMatrix', () => {
  it('has the truth in rows and the prediction in columns', () => {
    expect(confusionMatrix(label('0012', '0120'), label('0011', '0222'), { classes: 3 })).toEqual([
      [3, 0, 0],
      [0, 1, 1],
      [1, 1, 1],
    ]);
  });

  it('refuses other classes', () => {
    expect(() => confusionMatrix(label('01', '12'), label('01', '11'), { classes: 2 })).toThrow(
      new RangeError('confusionMatrix: predicted must hold classes from 0 to 1, got 2 at row 1, column 1'),
    );
    expect(() => confusionMatrix(label('01'), { ...label('01'), data: Int32Array.of(0, -1) }, { classes: 2 })).toThrow(
      'confusionMatrix: truth must hold classes from 0 to 1, got -1 at row 0, column 1',
    );
    expect(() => confusionMatrix(label('01'), label('01'), { classes: 0 })).toThrow(
      'confusionMatrix: classes must be a positive integer, got 0',
    );
    expect(() => confusionMatrix(label('01'), label('0', '1'), { classes: 2 })).toThrow(
      'confusionMatrix: truth must have the size of the prediction, 1 x 2, got 2 x 1',
    );
    expect(() => confusionMatrix(label('01'), label('01'), 2 as never)).toThrow(
      new TypeError('confusionMatrix: options must be an object, got 2'),
    );
    expect(() => confusionMatrix(label('01'), label('01'), { classes: 2, normalize: true } as never)).toThrow(
      new TypeError('confusionMatrix: options.normalize is not an option, only classes'),
    );
  });
});

describe('class scores', () => {
  const matrix = [
    [3, 0, 0],
    [0, 1, 1],
    [1, 1, 1],
  ];

  it('follow from the matrix', () => {
    expect(iou(matrix).perClass).toEqual([3 / 4, 1 / 3, 1 / 4]);
    expect(dice(matrix).perClass).toEqual([6 / 7, 2 / 4, 2 / 5]);
    expect(precision(matrix).perClass).toEqual([3 / 4, 1 / 2, 1 / 2]);
    expect(recall(matrix).perClass).toEqual([1, 1 / 2, 1 / 3]);
    expect(iou(matrix).mean).toBeCloseTo((3 / 4 + 1 / 3 + 1 / 4) / 3, 15);
    expect(accuracy(matrix)).toBe(5 / 8);
  });

  it('are NaN for an absent class, which the mean leaves out', () => {
    const absent = [
      [2, 0, 1],
      [0, 0, 0],
      [0, 0, 1],
    ];
    for (const score of [iou, dice, precision, recall]) {
      expect(score(absent).perClass[1]).toBeNaN();
      expect(score(absent).mean).not.toBeNaN();
    }
    expect(recall(absent).mean).toBe((2 / 3 + 1) / 2);
    expect(iou([[0]]).mean).toBeNaN();
    expect(accuracy([[0]])).toBeNaN();
  });

  it('refuse what is not a square matrix of numbers', () => {
    const message = 'matrix must be a square matrix of numbers made by confusionMatrix';
    for (const [name, score] of Object.entries({ iou, dice, precision, recall, accuracy })) {
      expect(() => score([[1, 2]])).toThrow(new TypeError(`${name}: ${message}, got Array(1)`));
      expect(() => score([])).toThrow(new TypeError(`${name}: ${message}, got Array(0)`));
      // Two maps, as confusionMatrix takes them, and a list of them.
      const map = label('01', '10');
      expect(() => (score as (...maps: unknown[]) => unknown)(map, map, { classes: 2 })).toThrow(
        new TypeError(`${name}: ${message}, got { height, width, data }`),
      );
      expect(() => score([map] as never)).toThrow(new TypeError(`${name}: ${message}, got Array(1)`));
      expect(() => score([['1']] as never)).toThrow(new TypeError(`${name}: ${message}, got Array(1)`));
    }
  });

  it('agree with each other on any maps', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 4 }), (seed, classes) => {
        const truth = randomLabel(7, 9, classes, `truth ${seed}`);
        const predicted = randomLabel(7, 9, classes, `predicted ${seed}`);
        const counts = confusionMatrix(predicted, truth, { classes });
        expect(counts.flat().reduce((sum, count) => sum + count)).toBe(63);
        expect(1 - accuracy(counts)).toBeCloseTo(pixelError(predicted, truth), 12);
        for (const [index, value] of iou(counts).perClass.entries()) {
          expect(dice(counts).perClass[index]).toBeCloseTo((2 * value) / (1 + value), 12);
        }
      }),
      { numRuns: 50 },
    );
  });
});
