import { exportedNames } from '@unet-internal/testing';
import { expect, it } from 'vitest';

it('exports these names on tensors', () => {
  expect(exportedNames('components')).toMatchInlineSnapshot(`
    [
      "componentBoxes",
      "componentSizes",
      "connectedComponents",
      "type ComponentBox",
      "type Components",
      "type ComponentsOptions",
    ]
  `);
});

it('exports these names on arrays', () => {
  expect(exportedNames('components', 'arrays')).toMatchInlineSnapshot(`
    [
      "componentBoxes",
      "componentSizes",
      "connectedComponents",
      "type ComponentBox",
      "type ComponentsArrays",
      "type ComponentsOptions",
    ]
  `);
});
