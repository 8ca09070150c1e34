import { exportedNames } from '@unet-internal/testing';
import { expect, it } from 'vitest';

it('exports these names on tensors', () => {
  expect(exportedNames('weight-map')).toMatchInlineSnapshot(`
    [
      "borderTerm",
      "classBalanceMap",
      "classWeights",
      "innerBoundary",
      "labelFromInstances",
      "nearestTwoCells",
      "separateInstances",
      "weightMap",
      "weightMapContext",
      "type BorderOptions",
      "type CellDistanceOptions",
      "type ClassBalance",
      "type ClassBalanceMapOptions",
      "type ClassWeightsOptions",
      "type NearestTwoCells",
      "type NearestTwoCellsOptions",
      "type SeparationOptions",
      "type WeightMapCells",
      "type WeightMapOptions",
    ]
  `);
});

it('exports these names on arrays', () => {
  expect(exportedNames('weight-map', 'arrays')).toMatchInlineSnapshot(`
    [
      "borderTerm",
      "classBalanceMap",
      "classWeights",
      "innerBoundary",
      "labelFromInstances",
      "nearestTwoCells",
      "separateInstances",
      "weightMap",
      "weightMapContext",
      "type BorderOptions",
      "type CellDistanceOptions",
      "type ClassBalance",
      "type ClassBalanceMapOptions",
      "type ClassWeightsOptions",
      "type NearestTwoCellsArrays",
      "type NearestTwoCellsOptions",
      "type SeparationOptions",
      "type WeightMapCellsArrays",
      "type WeightMapOptions",
    ]
  `);
});
