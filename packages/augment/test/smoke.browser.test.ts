import { applyGreyValues } from '@unet/augment';
import { augmentWindow } from '@unet/augment/arrays';
import { checkAugmentOptions } from '@unet/augment/internal';
import { createRandom, imageFromArray } from '@unet/tensor';
import { expect, test } from 'vitest';

test('a window of arrays, grey values of a tensor', async () => {
  const slice = {
    image: { height: 1, width: 3, channels: 1, data: Float32Array.of(1, 2, 3) },
    label: { height: 1, width: 3, data: Int32Array.of(0, 1, 2) },
  };
  const window = { row: 0, column: 1, height: 1, width: 2 };
  const sample = augmentWindow(slice, window, { random: createRandom(1) });
  expect([[...sample.image.data], [...sample.label.data]]).toEqual([
    [2, 3],
    [1, 2],
  ]);

  const image = imageFromArray(slice.image);
  const grey = applyGreyValues(
    image,
    { gamma: 1, gain: 0.5, offset: 1, noise: 0, clip: false },
    { random: createRandom(1) },
  );
  expect([...(await grey.data())]).toEqual([1.5, 2, 2.5]);
  image.dispose();
  grey.dispose();
  expect(checkAugmentOptions).toBeTypeOf('function');
});
