import { tensor3d, tensor4d } from '@tensorflow/tfjs-core';
import { completeConfig } from '@unet/model';
import { test } from 'vitest';
import fixture from './fixtures/torch.json';
import { expectEqualGradients, expectEqualLogits, type ParityCase } from './reference/expect-parity.ts';
import { parityNoise } from './reference/parity-noise.ts';

const config = completeConfig({ depth: fixture.depth, baseWidth: fixture.baseWidth });

const cases = fixture.cases.map(({ size, imageStream, ...expected }): ParityCase & { readonly size: number } => ({
  size,
  ...expected,
  inputs: () => {
    const out = size - 184;
    const labels = Int32Array.from(parityNoise(2001, out * out), (value) => (value > 0.2 ? 1 : 0));
    const weights = Float32Array.from(parityNoise(2002, out * out), (value) => value + 2);
    const pixels = Float32Array.from(parityNoise(imageStream, size * size), (value) => (value + 1) / 2);
    return {
      image: tensor4d(pixels, [1, size, size, 1]),
      label: tensor3d(labels, [1, out, out], 'int32'),
      weight: tensor3d(weights, [1, out, out]),
    };
  },
}));

test.each(cases)('logits of $size pixels agree to 1e-4 and the loss to 1e-5 of it', async (expected) => {
  await expectEqualLogits(config, expected);
});

test.each(cases)("every gradient of $size pixels agrees to 1e-3 of its tensor's largest value", async (expected) => {
  await expectEqualGradients(config, expected);
});
