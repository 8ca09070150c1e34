import type { Tensor } from '@tensorflow/tfjs-core';
import { classProbability, mostProbableClass } from '@unet/model';
import * as arrays from '@unet/model/arrays';
import { type ImageArray, imageFromArray, labelFromArray } from '@unet/tensor';
import { expectNoLeak, expectNoRead, randomImage } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

describe.each([
  [1, 1, 2],
  [7, 5, 2],
  [6, 9, 3],
  [3, 4, 11],
])('%i x %i with %i classes, on the device', (height, width, classes) => {
  const image = randomImage(height, width, classes, 'probabilities');

  test('gives what it gives in plain memory, and reads nothing', async () => {
    await expectNoLeak(async () => {
      const probabilities = imageFromArray(image);
      const label = await expectNoRead(() => mostProbableClass(probabilities));
      const plane = await expectNoRead(() => classProbability(probabilities, classes - 1));
      expect([label.shape, label.dtype]).toEqual([[height, width], 'int32']);
      expect([plane.shape, plane.dtype]).toEqual([[height, width, 1], 'float32']);
      expect(Array.from(await label.data())).toEqual(Array.from(arrays.mostProbableClass(image).data));
      expect(Array.from(await plane.data())).toEqual(Array.from(arrays.classProbability(image, classes - 1).data));
      return [probabilities, label, plane];
    });
  });
});

test('among equals the lowest class', async () => {
  await expectNoLeak(async () => {
    const data = Float32Array.of(0.5, 0.5, 0, 0.25, 0.375, 0.375, 0.2, 0.2, 0.6);
    const probabilities = imageFromArray({ height: 1, width: 3, channels: 3, data });
    const label = mostProbableClass(probabilities);
    expect(Array.from(await label.data())).toEqual([0, 1, 2]);
    return [probabilities, label];
  });
});

test('the main entry takes plain memory too', () => {
  const image = randomImage(4, 5, 3, 'probabilities');
  expect(mostProbableClass(image)).toEqual(arrays.mostProbableClass(image));
  expect(classProbability(image, 2)).toEqual(arrays.classProbability(image, 2));
});

test('what is no image is refused, with both kinds in the message', async () => {
  await expectNoLeak(() => {
    const label = labelFromArray({ height: 2, width: 2, data: new Int32Array(4) });
    for (const value of [undefined, null, 5, [0.5, 0.5], { height: 2, width: 2 }]) {
      expect(() => classProbability(value as unknown as ImageArray, 1)).toThrow(
        /^classProbability: probabilities must be a \[height, width, channels\] float32 tensor or \{ height, width, channels, data \}, got /,
      );
      expect(() => mostProbableClass(value as unknown as ImageArray)).toThrow(TypeError);
    }
    expect(() => mostProbableClass(label as Tensor as never)).toThrow(
      new TypeError(
        'mostProbableClass: probabilities must be a [height, width, channels] float32 tensor, got [2,2] int32 tensor',
      ),
    );
    return label;
  });
});

test.each([-1, 3, 0.5])('there is no class %d', async (classIndex) => {
  await expectNoLeak(() => {
    const probabilities = imageFromArray(randomImage(2, 2, 3, 'probabilities'));
    expect(() => classProbability(probabilities, classIndex)).toThrow(
      new RangeError(`classProbability: classIndex must be an integer from 0 to 2, got ${classIndex}`),
    );
    return probabilities;
  });
});
