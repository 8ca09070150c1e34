import * as node from '@unet/figures/node';
import { expect, test } from 'vitest';

test('the names of @unet/figures/node', () => {
  expect(Object.keys(node).sort()).toMatchInlineSnapshot(`
    [
      "renderPng",
    ]
  `);
});
