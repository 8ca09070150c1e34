import * as tensors from '@unet/augment';
import * as arrays from '@unet/augment/arrays';
import { expect, test } from 'vitest';

test('public names', () => {
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "affineField",
      "applyGreyValues",
      "augmentWindow",
      "checkAugmentOptions",
      "composeAffine",
      "drawGeometry",
      "drawGreyValues",
      "drawMotion",
      "noAugmentation",
      "paperAugmentation",
      "quickAugmentation",
      "referenceAugmentation",
    ]
  `);
  expect(Object.keys(tensors).sort()).toEqual(Object.keys(arrays).sort());
});
