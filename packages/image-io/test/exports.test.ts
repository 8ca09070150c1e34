import * as tensors from '@unet/image-io';
import * as arrays from '@unet/image-io/arrays';
import { expect, test } from 'vitest';

test('public names of @unet/image-io', () => {
  expect(Object.keys(tensors).sort()).toMatchInlineSnapshot(`
    [
      "ImageError",
      "decodeImageTensors",
      "decodeImages",
      "decodeLabelTensors",
      "encodePng",
      "encodePngTensor",
      "encodeTiff",
      "encodeTiffTensors",
      "filesByStem",
      "fromImageArray",
      "fromLabelArray",
      "isImageName",
      "pairByStem",
      "pairPages",
      "placeError",
      "toImageArray",
      "toLabelArray",
    ]
  `);
});

test('public names of @unet/image-io/arrays', () => {
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "ImageError",
      "decodeImages",
      "encodePng",
      "encodeTiff",
      "filesByStem",
      "fromImageArray",
      "fromLabelArray",
      "isImageName",
      "pairByStem",
      "pairPages",
      "placeError",
      "toImageArray",
      "toLabelArray",
    ]
  `);
});
