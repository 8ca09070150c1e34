import { expect, test } from 'vitest';
import { TRANSFORM_BYTES } from '../src/kernels/convolutions/winograd/tiling.ts';
import { BUFFER_BYTES, PATCH_BYTES, PIXELS_BYTES, TAPS_BYTES } from '../src/kernels/shared-sizes.ts';

test('the scratch of a Winograd transform is the most that one puts in front of its buffer, and the buffer', () => {
  expect(TRANSFORM_BYTES).toBe(Math.max(PATCH_BYTES, TAPS_BYTES, PIXELS_BYTES) + BUFFER_BYTES);
});
