import { exportedNames } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('the names of @unet/elastic', () => {
  expect(exportedNames('elastic')).toMatchInlineSnapshot(`
    [
      "coarseField",
      "cropField",
      "denseField",
      "disposeField",
      "elasticDeform",
      "randomField",
      "warpImage",
      "warpLabel",
      "zeroField",
      "type CoarseFieldOptions",
      "type CoarseNumbers",
      "type DenseFieldOptions",
      "type DenseNumbers",
      "type DisplacementField",
      "type ElasticDeformOptions",
      "type ElasticKind",
      "type Position",
      "type RandomFieldOptions",
      "type WarpImageOptions",
      "type WarpLabelOptions",
    ]
  `);
});

test('the names of @unet/elastic/arrays', () => {
  expect(exportedNames('elastic', 'arrays')).toMatchInlineSnapshot(`
    [
      "coarseField",
      "cropField",
      "denseField",
      "elasticDeform",
      "randomField",
      "warpImage",
      "warpLabel",
      "zeroField",
      "type CoarseFieldOptions",
      "type CoarseNumbers",
      "type DenseFieldOptions",
      "type DenseNumbers",
      "type DisplacementFieldArrays",
      "type ElasticDeformOptions",
      "type ElasticKind",
      "type Position",
      "type RandomFieldOptions",
      "type WarpImageOptions",
      "type WarpLabelOptions",
    ]
  `);
});

test('both entries have the same functions; a field of tensors can also be released', () => {
  const functions = (entry: string): string[] =>
    exportedNames('elastic', entry).filter((name) => !name.startsWith('type '));
  expect(functions('index')).toEqual([...functions('arrays'), 'disposeField'].sort());
});
