import { type Tensor, tensor, tensor3d, tensor4d, valueAndGrads } from '@tensorflow/tfjs-core';
import { completeConfig, forward, parameterShapes, weightedCrossEntropy } from '@unet/model';
import { expectAllClose, float32FromBase64 } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import fixture from './fixtures/torch.json';

const config = completeConfig('test', { depth: fixture.depth, baseWidth: fixture.baseWidth });

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

describe.each(fixture.cases)('$size pixels, the same weights and input as PyTorch', (expected) => {
  const { size } = expected;
  const out = size - 184;
  const image = tensor4d(
    Float32Array.from(noise(expected.imageStream, size * size), (value) => (value + 1) / 2),
    [1, size, size, 1],
  );
  const label = tensor3d(
    Int32Array.from(noise(2001, out * out), (value) => (value > 0.2 ? 1 : 0)),
    [1, out, out],
    'int32',
  );
  const weight = tensor3d(
    Float32Array.from(noise(2002, out * out), (value) => value + 2),
    [1, out, out],
  );
  const parameters = makeParameters();

  test('logits agree to 1e-4', async () => {
    const logits = forward(config, parameters, image);
    expectAllClose(await logits.data(), float32FromBase64(expected.logits), { absolute: 1e-4 });
  });

  test("every gradient agrees to 1e-3 of its tensor's largest value", async () => {
    const names = Object.keys(parameters);
    const lossOf = (...values: Tensor[]) => {
      const given = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
      return weightedCrossEntropy(forward(config, given, image), label, weight);
    };
    const { value, grads } = valueAndGrads(lossOf)(Object.values(parameters));
    expectAllClose(await value.data(), [expected.loss], { relative: 1e-5 });
    for (const [index, name] of names.entries()) {
      const reference = float32FromBase64(expected.gradients[name as keyof typeof expected.gradients]);
      const largest = reference.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
      expect(largest, name).toBeGreaterThan(0);
      expectAllClose(await grads[index]!.data(), reference, { absolute: 1e-3 * largest });
    }
  });
});
