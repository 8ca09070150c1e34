import { decodeImages, encodePng } from '@unet/image-io';
import { decodePages, encodeTiff } from '@unet/image-io/arrays';
import { pairByStem } from '@unet/image-io/internal';
import { imageFromArray } from '@unet/tensor';
import { expect, test } from 'vitest';

const image = { height: 1, width: 2, channels: 1, data: Float32Array.of(0, 1) };

test('an image becomes a file and is read again', async () => {
  const [page] = decodePages(encodeTiff([image]));
  expect([page!.width, page!.bitDepth, ...page!.data]).toEqual([2, 32, 0, 1]);

  const tensor = imageFromArray(image);
  const [back] = await decodeImages(await encodePng(tensor));
  expect(await back!.array()).toEqual([[[0], [1]]]);
  tensor.dispose();
  back!.dispose();
});

test('files pair by their names', () => {
  expect(pairByStem).toBeTypeOf('function');
});
