import { add, memory, type Tensor2D, type Tensor3D, zeros } from '@tensorflow/tfjs-core';
import {
  disposeSample,
  imageFromArray,
  imageToArray,
  labelFromArray,
  labelToArray,
  type SampleArrays,
  sampleFromArrays,
  sampleToArrays,
  weightFromArray,
  weightToArray,
} from '@unet/tensor';
import { expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

const special = Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1e-30, 3.4e38);

describe('there and back', () => {
  test('an image: shape, order and values stay', () =>
    expectNoLeak(async () => {
      const array = randomImage(3, 5, 2, 'image');
      const tensor = imageFromArray(array);
      expect([tensor.shape, tensor.dtype]).toEqual([[3, 5, 2], 'float32']);
      expect(await imageToArray(tensor)).toEqual(array);
      return tensor;
    }));

  test('a label, up to the ends of int32', () =>
    expectNoLeak(async () => {
      const array = { height: 2, width: 3, data: Int32Array.of(0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 16_777_217) };
      const tensor = labelFromArray(array);
      expect([tensor.shape, tensor.dtype]).toEqual([[2, 3], 'int32']);
      expect(await labelToArray(tensor)).toEqual(array);
      return tensor;
    }));

  test('a weight map, with NaN and infinities', () =>
    expectNoLeak(async () => {
      const array = { height: 2, width: 3, data: special };
      const tensor = weightFromArray(array);
      expect([tensor.shape, tensor.dtype]).toEqual([[2, 3], 'float32']);
      expect(await weightToArray(tensor)).toEqual(array);
      return tensor;
    }));

  test('a sample', () =>
    expectNoLeak(async () => {
      const arrays = { image: randomImage(6, 7, 1, 1), label: randomLabel(2, 3, 4, 2), weight: weightOnes(2, 3) };
      const sample = sampleFromArrays(arrays);
      expect(await sampleToArrays(sample)).toEqual(arrays);
      disposeSample(sample);
    }));
});

describe('results that the backend computed', () => {
  test('an image is read as float32, row by row, channels last', () =>
    expectNoLeak(async () => {
      const tensor = imageFromArray({ height: 1, width: 2, channels: 2, data: Float32Array.of(1, 2, 3, 4) });
      const sum = add(tensor, 0.5) as Tensor3D;
      const { data, ...size } = await imageToArray(sum);
      expect(size).toEqual({ height: 1, width: 2, channels: 2 });
      expect(data).toEqual(Float32Array.of(1.5, 2.5, 3.5, 4.5));
      return [tensor, sum];
    }));

  test('a label is read as int32', () =>
    expectNoLeak(async () => {
      const tensor = labelFromArray({ height: 2, width: 2, data: Int32Array.of(0, 1, -7, 16_000_000) });
      const sum = add(tensor, tensor) as Tensor2D;
      const { data, ...size } = await labelToArray(sum);
      expect(size).toEqual({ height: 2, width: 2 });
      expect(data).toEqual(Int32Array.of(0, 2, -14, 32_000_000));
      return [tensor, sum];
    }));

  test('NaN and infinities of a weight map survive', () =>
    expectNoLeak(async () => {
      const tensor = weightFromArray({ height: 2, width: 3, data: special });
      const none = zeros([2, 3]) as Tensor2D;
      const sum = add(tensor, none) as Tensor2D;
      expect((await weightToArray(sum)).data).toEqual(special);
      return [tensor, none, sum];
    }));
});

describe('memory is not shared', () => {
  test('writing into the array does not change the tensor', () =>
    expectNoLeak(async () => {
      const arrays: SampleArrays = {
        image: randomImage(2, 2, 1, 1),
        label: randomLabel(2, 2, 9, 1),
        weight: weightOnes(2, 2),
      };
      const copy = structuredClone(arrays);
      const sample = sampleFromArrays(arrays);
      arrays.image.data.fill(-5);
      arrays.label.data.fill(-5);
      arrays.weight.data.fill(-5);
      expect(await sampleToArrays(sample)).toEqual(copy);
      return sample;
    }));

  test('writing into what was read does not change the tensor', () =>
    expectNoLeak(async () => {
      const arrays: SampleArrays = {
        image: randomImage(2, 2, 1, 1),
        label: randomLabel(2, 2, 9, 1),
        weight: weightOnes(2, 2),
      };
      const sample = sampleFromArrays(arrays);
      const read = await sampleToArrays(sample);
      read.image.data.fill(-5);
      read.label.data.fill(-5);
      read.weight.data.fill(-5);
      expect(await sampleToArrays(sample)).toEqual(arrays);
      return sample;
    }));
});

describe('bad calls', () => {
  const wrong = zeros([2]) as never;
  test.each([
    ['imageToArray', imageToArray, 'imageToArray: image must be a [height, width, channels] float32 tensor'],
    ['labelToArray', labelToArray, 'labelToArray: label must be a [height, width] int32 tensor'],
    ['weightToArray', weightToArray, 'weightToArray: weight must be a [height, width] float32 tensor'],
  ])('%s rejects another tensor', async (_, read, message) => {
    await expect(read(wrong)).rejects.toThrow(new TypeError(`${message}, got [2] float32 tensor`));
  });

  test('sampleToArrays rejects before it reads', async () => {
    await expect(sampleToArrays({ image: wrong, label: wrong, weight: wrong })).rejects.toThrow(
      'sampleToArrays: sample.image must be a [height, width, channels] float32 tensor, got [2] float32 tensor',
    );
  });

  test.each([
    ['imageFromArray', imageFromArray, 'imageFromArray: image must be { height, width, channels, data }'],
    ['labelFromArray', labelFromArray, 'labelFromArray: label must be { height, width, data }'],
    ['weightFromArray', weightFromArray, 'weightFromArray: weight must be { height, width, data }'],
    ['sampleFromArrays', sampleFromArrays, 'sampleFromArrays: sample must be { image, label, weight }'],
  ])('%s throws for what is no array', (_, make, message) => {
    expect(() => make(undefined as never)).toThrow(new TypeError(`${message}, got undefined`));
  });

  test('sampleFromArrays leaves nothing behind when it throws', () =>
    expectNoLeak(() => {
      const arrays = { image: randomImage(2, 2, 1, 1), label: randomLabel(2, 2, 2, 1), weight: weightOnes(2, 1) };
      expect(() => sampleFromArrays(arrays)).toThrow(
        new RangeError('sampleFromArrays: sample.weight must have the size of the label, 2 x 2, got 2 x 1'),
      );
    }));
});

test('disposeSample releases three tensors, and may be called twice', () => {
  const before = memory().numTensors;
  const sample = sampleFromArrays({
    image: randomImage(2, 2, 1, 1),
    label: randomLabel(2, 2, 2, 1),
    weight: weightOnes(2, 2),
  });
  expect(memory().numTensors).toBe(before + 3);
  disposeSample(sample);
  expect(memory().numTensors).toBe(before);
  expect([sample.image.isDisposed, sample.label.isDisposed, sample.weight.isDisposed]).toEqual([true, true, true]);
  disposeSample(sample);
  expect(memory().numTensors).toBe(before);
});

function weightOnes(height: number, width: number) {
  return { height, width, data: new Float32Array(height * width).fill(1) };
}

test('disposeSample releases a labelled slice, and says what is neither', () => {
  const before = memory().numTensors;
  const slice = { image: imageFromArray(randomImage(2, 2, 1, 1)), label: labelFromArray(randomLabel(2, 2, 2, 1)) };
  disposeSample(slice);
  expect(memory().numTensors).toBe(before);
  expect(() => disposeSample(undefined as never)).toThrow(
    new TypeError('disposeSample: sample must be { image, label }, got undefined'),
  );
});
