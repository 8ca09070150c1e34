import { phantomSlices } from '@unet/phantom';
import { phantomSlices as ofArrays } from '@unet/phantom/arrays';
import { expect, test } from 'vitest';

const options = { seed: 1, count: 1, height: 24, width: 24 };

test('arrays and tensors hold the same slice', async () => {
  const [array] = ofArrays(options);
  const [slice] = phantomSlices(options);
  expect([...(await slice!.label.data())]).toEqual([...array!.label.data]);
  expect(slice!.image.shape).toEqual([24, 24, 1]);
  for (const tensor of [slice!.image, slice!.label, slice!.instances]) tensor.dispose();
});
