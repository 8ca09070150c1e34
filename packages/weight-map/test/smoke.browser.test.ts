import { labelFromArray } from '@unet/tensor';
import { classBalanceMap } from '@unet/weight-map';
import { nearestTwoCells } from '@unet/weight-map/arrays';
import { checkBalanceOrWeights } from '@unet/weight-map/internal';
import { expect, test } from 'vitest';

const label = { height: 1, width: 5, data: Int32Array.of(1, 0, 0, 2, 0) };

test('distances of arrays, weights of tensors', async () => {
  expect([...nearestTwoCells(label).second.data]).toEqual([3, 2, 2, 3, 4]);
  const tensor = labelFromArray(label);
  const weights = classBalanceMap(tensor, { classes: 3, balance: [1, 2, 4] });
  expect(await weights.array()).toEqual([[2, 1, 1, 4, 1]]);
  tensor.dispose();
  weights.dispose();
  expect(checkBalanceOrWeights).toBeTypeOf('function');
});
