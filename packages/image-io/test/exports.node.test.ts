import * as node from '@unet/image-io/node';
import { expect, test } from 'vitest';

test('public names of @unet/image-io/node', () => {
  expect(Object.keys(node).sort()).toMatchInlineSnapshot(`
    [
      "readImages",
      "readLabelledSlices",
      "writeImages",
    ]
  `);
});
