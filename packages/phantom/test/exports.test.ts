import * as tensors from '@unet/phantom';
import * as arrays from '@unet/phantom/arrays';
import { expect, it } from 'vitest';

it('exports these names', () => {
  expect(Object.keys(tensors).sort()).toMatchInlineSnapshot(`
    [
      "phantomSlices",
    ]
  `);
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "phantomSlices",
    ]
  `);
});
