import { classProbability, mostProbableClass } from '@unet/model/arrays';
import type { ImageArray } from '@unet/tensor/arrays';
import { expect, test } from 'vitest';

const probabilities = {
  height: 2,
  width: 2,
  channels: 3,
  data: Float32Array.of(0.5, 0.25, 0.25, 0.25, 0.5, 0.25, 0, 0.5, 0.5, 0.125, 0.125, 0.75),
};

test('one plane of the probabilities', () => {
  expect(classProbability(probabilities, 1)).toEqual({
    height: 2,
    width: 2,
    channels: 1,
    data: Float32Array.of(0.25, 0.5, 0.5, 0.125),
  });
  expect(classProbability(probabilities, 2).data).toEqual(Float32Array.of(0.25, 0.25, 0.5, 0.75));
});

test('the most probable class, the lowest among equals', () => {
  expect(mostProbableClass(probabilities)).toEqual({ height: 2, width: 2, data: Int32Array.of(0, 1, 1, 2) });
});

test.each([-1, 3, 0.5])('there is no class %d', (classIndex) => {
  expect(() => classProbability(probabilities, classIndex)).toThrow(
    new RangeError(`classProbability: classIndex must be an integer from 0 to 2, got ${classIndex}`),
  );
});

test.each([undefined, [1, 2], { shape: [2, 2, 3], dtype: 'float32', dataId: {} }])('%j is no image', (value) => {
  const image = value as unknown as ImageArray;
  const message = 'probabilities must be { height, width, channels, data }, got ';
  expect(() => classProbability(image, 0)).toThrow(`classProbability: ${message}`);
  expect(() => classProbability(image, 0)).toThrow(TypeError);
  expect(() => mostProbableClass(image)).toThrow(`mostProbableClass: ${message}`);
});
