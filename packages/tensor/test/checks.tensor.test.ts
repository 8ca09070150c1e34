import { type Rank, type Tensor, zeros } from '@tensorflow/tfjs-core';
import type { Image, Label, Sample, Weight } from '@unet/tensor';
import { checkImage, checkLabel, checkSample, checkWeight } from '@unet/tensor/internal';
import { expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

/** Makes the tensor, hands it to `work` and disposes it, whatever happens. */
async function withTensors<T>(make: () => T, work: (made: T) => void): Promise<void> {
  await expectNoLeak(() => {
    const made = make();
    work(made);
    return made;
  });
}

const image = () => zeros([4, 6, 2]) as Image;
const label = () => zeros([4, 6], 'int32') as Label;
const weight = () => zeros([4, 6]) as Weight;

test('right tensors pass', () =>
  withTensors(
    () => ({ image: image(), label: label(), weight: weight() }),
    (sample) => {
      expect(() => checkImage('f', 'image', sample.image)).not.toThrow();
      expect(() => checkLabel('f', 'label', sample.label)).not.toThrow();
      expect(() => checkWeight('f', 'weight', sample.weight)).not.toThrow();
      expect(() => checkSample('f', 'sample', sample)).not.toThrow();
    },
  ));

describe('wrong tensors', () => {
  const form = '[height, width, channels] float32 tensor';
  test.each<[string, () => Tensor<Rank>, (value: Tensor<Rank>) => void, Error]>([
    [
      'image of rank 2',
      weight,
      (value) => checkImage('f', 'image', value as Image),
      new TypeError(`f: image must be a ${form}, got [4,6] float32 tensor`),
    ],
    [
      'image of rank 4',
      () => zeros([1, 4, 6, 2]),
      (value) => checkImage('f', 'image', value as Image),
      new TypeError(`f: image must be a ${form}, got [1,4,6,2] float32 tensor`),
    ],
    [
      'image of int32',
      () => zeros([4, 6, 2], 'int32'),
      (value) => checkImage('f', 'image', value as Image),
      new TypeError(`f: image must be a ${form}, got [4,6,2] int32 tensor`),
    ],
    [
      'image without rows',
      () => zeros([0, 6, 2]),
      (value) => checkImage('f', 'image', value as Image),
      new RangeError('f: image must not be empty, got height 0'),
    ],
    [
      'image without channels',
      () => zeros([4, 6, 0]),
      (value) => checkImage('f', 'image', value as Image),
      new RangeError('f: image must not be empty, got channels 0'),
    ],
    [
      'label of float32',
      weight,
      (value) => checkLabel('f', 'label', value as Label),
      new TypeError('f: label must be a [height, width] int32 tensor, got [4,6] float32 tensor'),
    ],
    [
      'label of bool',
      () => zeros([4, 6], 'bool'),
      (value) => checkLabel('f', 'label', value as Label),
      new TypeError('f: label must be a [height, width] int32 tensor, got [4,6] bool tensor'),
    ],
    [
      'label without columns',
      () => zeros([4, 0], 'int32'),
      (value) => checkLabel('f', 'label', value as Label),
      new RangeError('f: label must not be empty, got width 0'),
    ],
    [
      'weight of rank 3',
      image,
      (value) => checkWeight('f', 'weight', value as Weight),
      new TypeError('f: weight must be a [height, width] float32 tensor, got [4,6,2] float32 tensor'),
    ],
    [
      'weight of int32',
      label,
      (value) => checkWeight('f', 'weight', value as Weight),
      new TypeError('f: weight must be a [height, width] float32 tensor, got [4,6] int32 tensor'),
    ],
  ])('%s', (_, make, check, error) =>
    withTensors(make, (value) => {
      expect(() => check(value)).toThrow(error);
    }),
  );

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [3, '3'],
    [[[[1]]], 'Array(1)'],
    [{ height: 1, width: 1, channels: 1, data: new Float32Array(1) }, '{ height, width, channels, data }'],
  ])('no tensor: %s', (value, described) => {
    expect(() => checkImage('f', 'image', value as never)).toThrow(
      new TypeError(`f: image must be a ${form}, got ${described}`),
    );
  });

  test('disposed', () => {
    const disposed = image();
    disposed.dispose();
    expect(() => checkImage('f', 'image', disposed)).toThrow(new TypeError('f: image must not be disposed'));
  });
});

describe('checkSample', () => {
  test.each<[string, () => Sample, Error]>([
    [
      'weight lower than the label',
      () => ({ image: image(), label: label(), weight: zeros([3, 6]) as Weight }),
      new RangeError('f: sample.weight must have the size of the label, 4 x 6, got 3 x 6'),
    ],
    [
      'label and weight wider than the image',
      () => ({ image: image(), label: zeros([4, 7], 'int32') as Label, weight: zeros([4, 7]) as Weight }),
      new RangeError('f: sample.label must not be larger than the image, 4 x 6, got 4 x 7'),
    ],
    [
      'label and weight higher than the image',
      () => ({ image: image(), label: zeros([5, 6], 'int32') as Label, weight: zeros([5, 6]) as Weight }),
      new RangeError('f: sample.label must not be larger than the image, 4 x 6, got 5 x 6'),
    ],
    [
      'image of rank 2',
      () => ({ image: weight() as unknown as Image, label: label(), weight: weight() }),
      new TypeError('f: sample.image must be a [height, width, channels] float32 tensor, got [4,6] float32 tensor'),
    ],
    [
      'label and weight exchanged',
      () => ({ image: image(), label: weight(), weight: label() }),
      new TypeError('f: sample.label must be a [height, width] int32 tensor, got [4,6] float32 tensor'),
    ],
    [
      'weight of int32',
      () => ({ image: image(), label: label(), weight: label() }),
      new TypeError('f: sample.weight must be a [height, width] float32 tensor, got [4,6] int32 tensor'),
    ],
  ])('refuses %s', (_, make, error) =>
    withTensors(make, (sample) => {
      expect(() => checkSample('f', 'sample', sample)).toThrow(error);
    }),
  );

  test('label and weight may be smaller than the image', () =>
    withTensors(
      () => ({ image: image(), label: zeros([2, 3], 'int32') as Label, weight: zeros([2, 3]) as Weight }),
      (sample) => {
        expect(() => checkSample('f', 'sample', sample)).not.toThrow();
      },
    ));

  test('refuses what is no object', () => {
    expect(() => checkSample('f', 'sample', undefined as never)).toThrow(
      new TypeError('f: sample must be { image, label, weight }, got undefined'),
    );
  });
});
