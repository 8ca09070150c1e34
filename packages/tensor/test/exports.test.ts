import * as tensors from '@unet/tensor';
import * as arrays from '@unet/tensor/arrays';
import { expect, test } from 'vitest';

test('the names of @unet/tensor', () => {
  expect(Object.keys(tensors).sort()).toMatchInlineSnapshot(`
    [
      "checkImage",
      "checkImageArray",
      "checkLabel",
      "checkLabelArray",
      "checkSample",
      "checkSampleArrays",
      "checkWeight",
      "checkWeightArray",
      "createRandom",
      "describe",
      "disposeSample",
      "imageFromArray",
      "imageToArray",
      "labelFromArray",
      "labelToArray",
      "restoreRandom",
      "sampleFromArrays",
      "sampleToArrays",
      "weightFromArray",
      "weightToArray",
    ]
  `);
});

test('the names of @unet/tensor/arrays', () => {
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "checkImageArray",
      "checkLabelArray",
      "checkSampleArrays",
      "checkWeightArray",
      "createRandom",
      "describe",
      "restoreRandom",
    ]
  `);
});
