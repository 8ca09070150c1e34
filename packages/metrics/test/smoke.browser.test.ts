import { pixelError } from '@unet/metrics';
import { vRand } from '@unet/metrics/arrays';
import { labelFromArray } from '@unet/tensor';
import { expect, test } from 'vitest';

const truth = { height: 1, width: 4, data: Int32Array.of(1, 0, 1, 1) };
const other = { height: 1, width: 4, data: Int32Array.of(1, 0, 1, 0) };

test('scores of arrays and of tensors', async () => {
  expect(vRand(truth, truth).score).toBe(1);
  const [predicted, expected] = [labelFromArray(other), labelFromArray(truth)];
  const error = pixelError(predicted, expected);
  expect(await error.data()).toEqual(Float32Array.of(0.25));
  for (const tensor of [predicted, expected, error]) tensor.dispose();
});
