import {
  type Tensor,
  type Tensor3D,
  type Tensor4D,
  tensor,
  tensor3d,
  tensor4d,
  valueAndGrads,
} from '@tensorflow/tfjs-core';
import { completeConfig, forward, parameterShapes, weightedCrossEntropy } from '@unet/model';
import { expectAllClose, expectNoLeak, float32FromBase64 } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import fixture from './fixtures/torch.json';

const config = completeConfig({ depth: fixture.depth, baseWidth: fixture.baseWidth });

/** Uniform in [-1, 1): MurmurHash3's finaliser of the index, the same as noise() in make_torch.py. */
function noise(stream: number, count: number): Float64Array {
  const offset = Math.imul(stream, 0x9e3779b9);
  return Float64Array.from({ length: count }, (_, index) => {
    let hash = (index + offset) | 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 31 - 1;
  });
}

function makeParameters(): Record<string, Tensor> {
  const layers = Object.entries(parameterShapes(config));
  return Object.fromEntries(
    layers.map(([name, shape], index) => {
      const size = shape.reduce((product, side) => product * side, 1);
      const scale = name.endsWith('.bias') ? 0.1 : Math.sqrt(6 / (shape[0]! * shape[1]! * shape[2]!));
      return [
        name,
        tensor(
          Float32Array.from(noise(index, size), (value) => value * scale),
          shape,
        ),
      ];
    }),
  );
}

type Case = (typeof fixture.cases)[number];

function makeInputs({ size, imageStream }: Case): { image: Tensor4D; label: Tensor3D; weight: Tensor3D } {
  const out = size - 184;
  const labels = Int32Array.from(noise(2001, out * out), (value) => (value > 0.2 ? 1 : 0));
  const weights = Float32Array.from(noise(2002, out * out), (value) => value + 2);
  const pixels = Float32Array.from(noise(imageStream, size * size), (value) => (value + 1) / 2);
  return {
    image: tensor4d(pixels, [1, size, size, 1]),
    label: tensor3d(labels, [1, out, out], 'int32'),
    weight: tensor3d(weights, [1, out, out]),
  };
}

test.each(fixture.cases)('logits of $size pixels agree to 1e-4 and the loss to 1e-5 of it', async (expected) => {
  await expectNoLeak(async () => {
    const parameters = makeParameters();
    const { image, label, weight } = makeInputs(expected);
    const logits = forward(config, parameters, image);
    const loss = weightedCrossEntropy(logits, label, weight);
    expectAllClose(await logits.data(), float32FromBase64(expected.logits), { absolute: 1e-4 });
    expectAllClose(await loss.data(), [expected.loss], { relative: 1e-5 });
    return [image, label, weight, logits, loss, ...Object.values(parameters)];
  });
});

test.each(fixture.cases)(
  "every gradient of $size pixels agrees to 1e-3 of its tensor's largest value",
  async (expected) => {
    const gradients: Record<string, string> = expected.gradients;
    await expectNoLeak(async () => {
      const parameters = makeParameters();
      const { image, label, weight } = makeInputs(expected);
      const names = Object.keys(parameters);
      expect(Object.keys(gradients)).toEqual(names);
      const lossOf = (...values: Tensor[]) => {
        const given = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
        return weightedCrossEntropy(forward(config, given, image), label, weight);
      };
      const { value, grads } = valueAndGrads(lossOf)(Object.values(parameters));
      for (const [index, name] of names.entries()) {
        const reference = float32FromBase64(gradients[name]!);
        const largest = reference.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
        expect(largest, name).toBeGreaterThan(0);
        expectAllClose(await grads[index]!.data(), reference, { absolute: 1e-3 * largest });
      }
      return [image, label, weight, value, ...grads, ...Object.values(parameters)];
    });
  },
);
