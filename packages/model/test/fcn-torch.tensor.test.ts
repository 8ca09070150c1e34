import { tensor3d, tensor4d } from '@tensorflow/tfjs-core';
import { completeConfig, type FCNArchitecture, forward } from '@unet/model';
import { expectAllClose, expectNoLeak, float32FromBase64 } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import fixture from './fixtures/fcn-torch.json';
import { expectEqualGradients, expectEqualLogits, type ParityCase } from './reference/expect-parity.ts';
import { parityNoise } from './reference/parity-noise.ts';
import { parityParameters } from './reference/parity-parameters.ts';

const { size, outputSize: out } = fixture;
const config = completeConfig({ ...fixture.config, architecture: 'fcn-8s', lastUpsampling: 'learned' });

const image = () => {
  const pixels = Float32Array.from(parityNoise(fixture.imageStream, size * size), (value) => (value + 1) / 2);
  return tensor4d(pixels, [1, size, size, 1]);
};

const expected: ParityCase = {
  ...fixture,
  inputs: () => {
    const labels = Int32Array.from(parityNoise(4001, out * out), (value) => ((value + 1) * config.classes) / 2);
    const weights = Float32Array.from(parityNoise(4002, out * out), (value) => value + 2);
    return {
      image: image(),
      label: tensor3d(labels, [1, out, out], 'int32'),
      weight: tensor3d(weights, [1, out, out]),
    };
  },
};

test('logits of an FCN-8s agree to 1e-4 and the loss to 1e-5 of it', async () => {
  await expectEqualLogits(config, expected);
});

test("every gradient of an FCN-8s agrees to 1e-3 of its tensor's largest value", async () => {
  await expectEqualGradients(config, expected);
});

test.each(Object.entries(fixture.fixed))(
  'logits of %s with a last upsampling that is bilinear agree to 1e-4',
  async (name, { side, logits }) => {
    await expectNoLeak(async () => {
      const fixed = completeConfig({ ...fixture.config, architecture: name as FCNArchitecture });
      const [parameters, x] = [parityParameters(config), image()];
      const y = forward(fixed, parameters, x);
      expect(y.shape).toEqual([1, side, side, config.classes]);
      expectAllClose(await y.data(), float32FromBase64(logits), { absolute: 1e-4 });
      return [x, y, ...Object.values(parameters)];
    });
  },
);
