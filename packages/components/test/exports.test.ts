import * as tensors from '@unet/components';
import * as arrays from '@unet/components/arrays';
import { expect, it } from 'vitest';

it('exports these names', () => {
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "componentBoxes",
      "componentSizes",
      "connectedComponents",
    ]
  `);
  expect(Object.keys(tensors).sort()).toMatchInlineSnapshot(`
    [
      "componentBoxes",
      "componentSizes",
      "connectedComponents",
    ]
  `);
});
