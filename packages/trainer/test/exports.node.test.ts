import * as node from '@unet/trainer/node';
import { expect, test } from 'vitest';

test('exports these names', () => {
  expect(Object.keys(node).sort()).toMatchInlineSnapshot(`
    [
      "createCheckpointFolder",
    ]
  `);
});
