import * as main from '@unet/backend-simd';
import { expect, test } from 'vitest';

test('exports these names', () => {
  expect(Object.keys(main).sort()).toMatchInlineSnapshot(`
    [
      "OutOfMemoryError",
      "SimdBackend",
      "ThreadError",
      "configureSimd",
      "registerSimd",
    ]
  `);
});
