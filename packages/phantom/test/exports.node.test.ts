import { exportedNames } from '@unet-internal/testing';
import { expect, it } from 'vitest';

it('exports these names', () => {
  expect(exportedNames('phantom')).toMatchInlineSnapshot(`
    [
      "phantomSlices",
      "type PhantomOptions",
      "type PhantomSlice",
    ]
  `);
  expect(exportedNames('phantom', 'arrays')).toMatchInlineSnapshot(`
    [
      "phantomSlices",
      "type PhantomOptions",
      "type PhantomSliceArrays",
    ]
  `);
});
