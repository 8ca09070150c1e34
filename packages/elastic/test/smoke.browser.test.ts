import { disposeField, warpImage, zeroField } from '@unet/elastic';
import { warpLabel } from '@unet/elastic/arrays';
import { sizeOf } from '@unet/elastic/internal';
import { imageFromArray } from '@unet/tensor';
import { expect, test } from 'vitest';

test('a label moves by one pixel, an image stays', async () => {
  const field = { height: 1, width: 3, rows: new Float32Array(3), columns: new Float32Array(3).fill(1) };
  const label = { height: 1, width: 3, data: Int32Array.of(4, 5, 6) };
  expect([...warpLabel(label, field).data]).toEqual([5, 6, 6]);

  const image = imageFromArray({ height: 1, width: 2, channels: 1, data: Float32Array.of(0.5, 1) });
  const none = zeroField({ height: 1, width: 2 });
  const same = warpImage(image, none);
  expect([...(await same.data())]).toEqual([0.5, 1]);
  disposeField(none);
  image.dispose();
  same.dispose();
  expect(sizeOf).toBeTypeOf('function');
});
