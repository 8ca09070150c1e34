import { connectedComponents } from '@unet/components';
import { connectedComponents as ofArrays } from '@unet/components/arrays';
import { labelFromArray } from '@unet/tensor';
import { expect, test } from 'vitest';

const label = { height: 1, width: 4, data: Int32Array.of(1, 0, 1, 1) };

test('components are numbered', async () => {
  expect([...ofArrays(label).labels.data]).toEqual([1, 0, 2, 2]);
  const tensor = labelFromArray(label);
  const { labels, count } = await connectedComponents(tensor);
  expect([count, await labels.array()]).toEqual([2, [[1, 0, 2, 2]]]);
  tensor.dispose();
  labels.dispose();
});
