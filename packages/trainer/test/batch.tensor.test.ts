import { memory } from '@tensorflow/tfjs-core';
import { disposeSample, sampleFromArrays } from '@unet/tensor';
import type { SampleArrays } from '@unet/tensor/arrays';
import { createBatch } from '@unet/trainer';
import { expectNoLeak, expectNoRead } from '@unet-internal/testing';
import { expect, test } from 'vitest';

/** Image 2 x 3 x 1 and label 1 x 2, numbered from `first`. */
function sampleFrom(first: number): SampleArrays {
  const count = (length: number) => Array.from({ length }, (_, index) => first + index);
  return {
    image: { height: 2, width: 3, channels: 1, data: Float32Array.from(count(6)) },
    label: { height: 1, width: 2, data: Int32Array.from(count(2)) },
    weight: { height: 1, width: 2, data: Float32Array.from(count(2), (value) => value / 2) },
  };
}

test('samples side by side, of the right shapes and types', async () => {
  await expectNoLeak(async () => {
    const batch = createBatch([sampleFrom(0), sampleFrom(10)]);
    const { image, label, weight } = batch;
    expect([image.shape, label.shape, weight.shape]).toEqual([
      [2, 2, 3, 1],
      [2, 1, 2],
      [2, 1, 2],
    ]);
    expect([image.dtype, label.dtype, weight.dtype]).toEqual(['float32', 'int32', 'float32']);
    expect([...(await image.data())]).toEqual([0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15]);
    expect([...(await label.data())]).toEqual([0, 1, 10, 11]);
    expect([...(await weight.data())]).toEqual([0, 0.5, 5, 5.5]);
    return { ...batch };
  });
});

test('a batch of one is a copy', async () => {
  await expectNoLeak(async () => {
    const sample = sampleFrom(0);
    const batch = createBatch([sample]);
    for (const { data } of [sample.image, sample.label, sample.weight]) data.fill(7);
    expect([...(await batch.image.data())]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...(await batch.label.data())]).toEqual([0, 1]);
    expect([...(await batch.weight.data())]).toEqual([0, 0.5]);
    return { ...batch };
  });
});

test('samples of tensors, without a read; they stay the caller’s', async () => {
  await expectNoLeak(async () => {
    const samples = [0, 10].map((first) => sampleFromArrays(sampleFrom(first)));
    const batch = await expectNoRead(() => createBatch(samples));
    samples.forEach(disposeSample);
    const expected = createBatch([sampleFrom(0), sampleFrom(10)]);
    for (const name of ['image', 'label', 'weight'] as const) {
      expect(batch[name].shape).toEqual(expected[name].shape);
      expect(batch[name].dtype).toBe(expected[name].dtype);
      expect(await batch[name].data()).toEqual(await expected[name].data());
    }
    return [...Object.values(batch), ...Object.values(expected)];
  });
});

test('one sample of tensors outlives it', async () => {
  await expectNoLeak(async () => {
    const sample = sampleFromArrays(sampleFrom(3));
    const batch = createBatch([sample]);
    disposeSample(sample);
    expect([...(await batch.image.data())]).toEqual([3, 4, 5, 6, 7, 8]);
    return { ...batch };
  });
});

test('refused without a tensor left behind', () => {
  const before = memory().numTensors;
  expect(() => createBatch([])).toThrow(
    new RangeError('createBatch: samples must be a list of at least one sample, got Array(0)'),
  );
  const sample = sampleFrom(0);
  // As many values, but another form.
  const turned = { ...sample, image: { ...sample.image, height: 3, width: 2 } };
  expect(() => createBatch([sample, turned])).toThrow(
    new RangeError(
      'createBatch: samples must have equal sizes, got 2 x 3 x 1 with label 1 x 2 first and 3 x 2 x 1 with label 1 x 2 at 1',
    ),
  );
  const heavy = { ...sample, weight: { height: 2, width: 2, data: new Float32Array(4) } };
  expect(() => createBatch([sample, heavy])).toThrow(
    new RangeError('createBatch: samples[1].weight must have the size of the label, 1 x 2, got 2 x 2'),
  );
  expect(() => createBatch('x' as never)).toThrow(
    new TypeError('createBatch: samples must be a list of at least one sample, got "x"'),
  );
  expect(() => createBatch([undefined] as never)).toThrow(
    new TypeError('createBatch: samples[0] must be { image, label, weight }, got undefined'),
  );
  expect(memory().numTensors).toBe(before);
});

test('tensors and arrays are not mixed', async () => {
  await expectNoLeak(() => {
    const [array, tensors] = [sampleFrom(0), sampleFromArrays(sampleFrom(0))];
    expect(() => createBatch([tensors, array] as never)).toThrow(
      new TypeError(
        'createBatch: samples[1].image must be a [height, width, channels] float32 tensor, got { height, width, channels, data }',
      ),
    );
    expect(() => createBatch([array, tensors] as never)).toThrow(
      new TypeError(
        'createBatch: samples[1].image must be { height, width, channels, data }, got [2,3,1] float32 tensor',
      ),
    );
    disposeSample(tensors);
  });
});
