import { checkImageArray, checkLabelArray } from '@unet/tensor/internal';
import { randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('randomImage is whole, in [0, 1], and follows its seed', () => {
  const image = randomImage(5, 7, 3, 'seed');
  checkImageArray('test', 'image', image);
  expect([image.height, image.width, image.channels]).toEqual([5, 7, 3]);
  expect(image.data.every((value) => value >= 0 && value <= 1)).toBe(true);
  expect(new Set(image.data).size).toBe(105);
  expect(randomImage(5, 7, 3, 'seed')).toEqual(image);
  expect(randomImage(5, 7, 3, 'other')).not.toEqual(image);
});

test('randomLabel is whole, has every class, and follows its seed', () => {
  const label = randomLabel(8, 9, 3, 'seed');
  checkLabelArray('test', 'label', label);
  expect([label.height, label.width]).toEqual([8, 9]);
  expect([...new Set(label.data)].sort()).toEqual([0, 1, 2]);
  expect(randomLabel(8, 9, 3, 'seed')).toEqual(label);
  expect(randomLabel(8, 9, 3, 'other')).not.toEqual(label);
});
