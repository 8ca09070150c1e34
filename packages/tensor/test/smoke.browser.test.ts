import { imageFromArray, imageToArray } from '@unet/tensor';
import { imageFromImageData, imageToImageData } from '@unet/tensor/arrays';
import { expect, test } from 'vitest';

test('an image goes onto a canvas and comes back', () => {
  const image = { height: 2, width: 3, channels: 3, data: Float32Array.from({ length: 18 }, (_, i) => (i * 15) / 255) };
  const { data, width, height } = imageToImageData(image);
  const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!;
  context.putImageData(new ImageData(data, width, height), 0, 0);
  expect(imageFromImageData(context.getImageData(0, 0, width, height), { channels: 3 })).toEqual(image);
});

test('an image lies on the device and comes back', async () => {
  const array = { height: 1, width: 2, channels: 1, data: Float32Array.of(0.25, 1) };
  const image = imageFromArray(array);
  expect(await imageToArray(image)).toEqual(array);
  image.dispose();
});
