import { expect, test } from 'vitest';
import { denseAxes, mergeAxes } from '../../src/kernels/layout/axes.ts';

test('strides of a dense tensor', () => {
  expect(denseAxes([])).toEqual([]);
  expect(denseAxes([2, 3, 4])).toEqual([
    { size: 2, stride: 12 },
    { size: 3, stride: 4 },
    { size: 4, stride: 1 },
  ]);
});

test('a dense tensor is one axis', () => {
  expect(mergeAxes(denseAxes([2, 1, 3, 4]))).toEqual([{ size: 24, stride: 1 }]);
  expect(mergeAxes(denseAxes([1, 1]))).toEqual([]);
});

test('the centre of an image is rows of runs', () => {
  const centre = denseAxes([1, 10, 12, 64]).map(({ stride }, axis) => ({ size: [1, 6, 8, 64][axis]!, stride }));
  expect(mergeAxes(centre)).toEqual([
    { size: 6, stride: 768 },
    { size: 512, stride: 1 },
  ]);
});

test('repetitions merge, and axes that are walked backwards together', () => {
  const repeated = [
    { size: 5, stride: 0 },
    { size: 1, stride: 7 },
    { size: 6, stride: 0 },
    { size: 7, stride: 1 },
  ];
  expect(mergeAxes(repeated)).toEqual([
    { size: 30, stride: 0 },
    { size: 7, stride: 1 },
  ]);
  const backwards = [
    { size: 3, stride: -4 },
    { size: 4, stride: -1 },
  ];
  expect(mergeAxes(backwards)).toEqual([{ size: 12, stride: -1 }]);
});
