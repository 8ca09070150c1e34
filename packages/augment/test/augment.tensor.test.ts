import { applyGreyValues, augmentWindow, paperAugmentation } from '@unet/augment';
import * as arrays from '@unet/augment/arrays';
import { createRandom, imageFromArray, labelFromArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';

const image = randomImage(20, 24, 2, 'tensor');
const label = randomLabel(20, 24, 3, 'tensor');
const window = { row: 4, column: 9, height: 10, width: 8, margin: 3 };

test('augmentWindow is the array function on tensors, leaks nothing and keeps its inputs', async () => {
  const pair = { image: imageFromArray(image), label: labelFromArray(label) };
  await expectNoLeak(() => augmentWindow(pair, window, paperAugmentation, createRandom(1)));
  const sample = await augmentWindow(pair, window, paperAugmentation, createRandom(1));
  const expected = arrays.augmentWindow({ image, label }, window, paperAugmentation, createRandom(1));
  expect(sample.image.shape).toEqual([16, 14, 2]);
  expect(sample.label.shape).toEqual([10, 8]);
  expect(sample.label.dtype).toBe('int32');
  // webgl keeps float32 in its textures, up to rounding.
  expectAllClose(await sample.image.data(), expected.image.data, { absolute: 1e-6 });
  expect([...(await sample.label.data())]).toEqual([...expected.label.data]);
  for (const tensor of [pair.image, pair.label, sample.image, sample.label]) tensor.dispose();
});

test('applyGreyValues is the array function on tensors, leaks nothing and keeps its input', async () => {
  const input = imageFromArray(image);
  const values = { gamma: 1.5, gain: 0.5, offset: 0.25, noise: 0.1, clip: true };
  await expectNoLeak(() => applyGreyValues(input, values, createRandom(1)));
  const changed = await applyGreyValues(input, values, createRandom(1));
  expectAllClose(await changed.data(), arrays.applyGreyValues(image, values, createRandom(1)).data, { absolute: 1e-6 });
  expectAllClose(await input.data(), image.data, { absolute: 1e-6 });
  input.dispose();
  changed.dispose();
});
