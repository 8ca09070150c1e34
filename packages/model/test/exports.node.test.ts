import * as node from '@unet/model/node';
import { expect, test } from 'vitest';

test('the public names of @unet/model/node', () => {
  expect(Object.keys(node).sort()).toMatchInlineSnapshot(`
    [
      "readUNet",
      "writeUNet",
    ]
  `);
});
