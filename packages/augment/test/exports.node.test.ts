import { exportedNames } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('the names of @unet/augment', () => {
  expect(exportedNames('augment')).toMatchInlineSnapshot(`
    [
      "affineField",
      "applyGreyValues",
      "augmentWindow",
      "composeAffine",
      "drawGeometry",
      "drawGreyValues",
      "drawMotion",
      "noAugmentation",
      "notebookAugmentation",
      "paperAugmentation",
      "quickAugmentation",
      "type AffineFieldOptions",
      "type AffineMotion",
      "type ApplyGreyValuesOptions",
      "type AugmentOptions",
      "type AugmentedWindow",
      "type DrawGeometryOptions",
      "type DrawOptions",
      "type ElasticAugmentation",
      "type GreyValues",
    ]
  `);
});

test('the names of @unet/augment/arrays are the same', () => {
  expect(exportedNames('augment', 'arrays')).toEqual(exportedNames('augment'));
});
