import { exportedNames } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('public names of @unet/dataset', () => {
  expect(exportedNames('dataset')).toMatchInlineSnapshot(`
    [
      "checkSlices",
      "orderFinding",
      "plainReading",
      "type CheckedSlices",
      "type DraftSlice",
      "type ExaminedSlice",
      "type Finding",
      "type Fix",
      "type Reading",
    ]
  `);
});

test('names of @unet/dataset/internal', () => {
  expect(exportedNames('dataset', 'internal')).toMatchInlineSnapshot(`
    [
      "counted",
      "insideShare",
      "percent",
    ]
  `);
});
