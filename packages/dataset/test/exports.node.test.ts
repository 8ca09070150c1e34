import { exportedNames } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('public names of @unet/dataset', () => {
  expect(exportedNames('dataset')).toMatchInlineSnapshot(`
    [
      "checkSlices",
      "defaultScaling",
      "fileFindings",
      "findSlices",
      "guessReading",
      "plainReading",
      "readSlices",
      "type CheckedSlices",
      "type DraftSlice",
      "type ExaminedSlice",
      "type FilePaths",
      "type Finding",
      "type Fix",
      "type FoundSlice",
      "type FoundSlices",
      "type ReadSlices",
      "type ReadSlicesOptions",
      "type Reading",
    ]
  `);
});

test('names of @unet/dataset/node', () => {
  expect(exportedNames('dataset', 'node')).toMatchInlineSnapshot(`
    [
      "listFolder",
    ]
  `);
});

test('names of @unet/dataset/internal', () => {
  expect(exportedNames('dataset', 'internal')).toMatchInlineSnapshot(`
    [
      "countInstances",
      "counted",
      "insideShare",
      "percent",
    ]
  `);
});
