import { type Tensor, type Tensor3D, type Tensor4D, valueAndGrads } from '@tensorflow/tfjs-core';
import { forward, type NetworkConfig, weightedCrossEntropy } from '@unet/model';
import { expectAllClose, expectNoLeak, float32FromBase64 } from '@unet-internal/testing';
import { expect } from 'vitest';
import { parityParameters } from './parity-parameters.ts';

/** Inputs of a case, and what PyTorch made of them. */
export interface ParityCase {
  readonly inputs: () => { readonly image: Tensor4D; readonly label: Tensor3D; readonly weight: Tensor3D };
  readonly logits: string;
  readonly loss: number;
  readonly gradients: Readonly<Record<string, string>>;
}

/** Logits agree to 1e-4, and the loss to 1e-5 of it. */
export async function expectEqualLogits(config: NetworkConfig, expected: ParityCase): Promise<void> {
  await expectNoLeak(async () => {
    const parameters = parityParameters(config);
    const { image, label, weight } = expected.inputs();
    const logits = forward(config, parameters, image);
    const loss = weightedCrossEntropy(logits, label, weight);
    expectAllClose(await logits.data(), float32FromBase64(expected.logits), { absolute: 1e-4 });
    expectAllClose(await loss.data(), [expected.loss], { relative: 1e-5 });
    return [image, label, weight, logits, loss, ...Object.values(parameters)];
  });
}

/** Every gradient agrees to 1e-3 of its tensor's largest value. */
export async function expectEqualGradients(config: NetworkConfig, expected: ParityCase): Promise<void> {
  await expectNoLeak(async () => {
    const parameters = parityParameters(config);
    const { image, label, weight } = expected.inputs();
    const names = Object.keys(parameters);
    expect(Object.keys(expected.gradients)).toEqual(names);
    const lossOf = (...values: Tensor[]) => {
      const given = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
      return weightedCrossEntropy(forward(config, given, image), label, weight);
    };
    const { value, grads } = valueAndGrads(lossOf)(Object.values(parameters));
    for (const [index, name] of names.entries()) {
      const reference = float32FromBase64(expected.gradients[name]!);
      const largest = reference.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
      expect(largest, name).toBeGreaterThan(0);
      expectAllClose(await grads[index]!.data(), reference, { absolute: 1e-3 * largest });
    }
    return [image, label, weight, value, ...grads, ...Object.values(parameters)];
  });
}
