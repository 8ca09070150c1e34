import * as tensors from '@unet/elastic';
import * as arrays from '@unet/elastic/arrays';
import { expect, test } from 'vitest';

test('public names', () => {
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "checkField",
      "coarseField",
      "cropField",
      "denseField",
      "elasticDeform",
      "interpolateGrid",
      "randomField",
      "smoothNoise",
      "warpImage",
      "warpLabel",
      "zeroField",
    ]
  `);
  expect(Object.keys(tensors).sort()).toEqual(Object.keys(arrays).sort());
});
