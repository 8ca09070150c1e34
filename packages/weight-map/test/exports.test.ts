import * as tensors from '@unet/weight-map';
import * as arrays from '@unet/weight-map/arrays';
import { expect, it } from 'vitest';

it('exports these names', () => {
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "borderTerm",
      "classBalanceMap",
      "classWeights",
      "innerBoundary",
      "labelFromInstances",
      "nearestTwoCells",
      "separateInstances",
      "weightMap",
    ]
  `);
  expect(Object.keys(tensors).sort()).toMatchInlineSnapshot(`
    [
      "borderTerm",
      "classBalanceMap",
      "classWeights",
      "innerBoundary",
      "labelFromInstances",
      "nearestTwoCells",
      "separateInstances",
      "weightMap",
    ]
  `);
});
