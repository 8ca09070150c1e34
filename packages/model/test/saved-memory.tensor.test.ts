import {
  clone,
  customGrad,
  dispose,
  grad,
  memory,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  tensor3d,
  tidy,
  valueAndGrads,
} from '@tensorflow/tfjs-core';
import {
  createUNet,
  cropAndConcatenate,
  disposeUNet,
  forward,
  maxPool,
  type UNet,
  upConvolution,
  weightedCrossEntropy,
} from '@unet/model';
import { createRandom } from '@unet/tensor';
import { expectNoLeak } from '@unet-internal/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectGradients } from './reference/expect-gradients.ts';
import { plainNoise, toTensor } from './reference/plain-array.ts';
import { plainCropAndConcatenate, plainMaxPool } from './reference/plain-operations.ts';

describe('a training step', () => {
  let unet: UNet;
  let image: Tensor4D;
  let before: number;

  beforeEach(() => {
    before = memory().numTensors;
    unet = createUNet({ depth: 2, baseWidth: 3, dropout: 'last-two', upConvolution: 'relu' }, { seed: 1 });
    image = toTensor(plainNoise('image', [2, 52, 44, 1]));
  });

  afterEach(() => {
    disposeUNet(unet);
    image.dispose();
    expect(memory().numTensors).toBe(before);
  });

  /** Loss as a function of all parameters; `sabotage` runs in the middle of what is recorded. */
  function lossOf(sabotage: () => void = () => {}) {
    const names = Object.keys(unet.parameters);
    return (...values: Tensor[]) => {
      const parameters = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
      const logits = forward(unet.config, parameters, image, { dropout: createRandom(3) });
      sabotage();
      const [batch, height, width] = logits.shape;
      const label = tensor3d(new Int32Array(batch * height * width), [batch, height, width], 'int32');
      const weight = tensor3d(new Float32Array(batch * height * width).fill(1), [batch, height, width]);
      return weightedCrossEntropy(logits, label, weight);
    };
  }

  function step(loss = lossOf()): Tensor[] {
    const { value, grads: gradients } = valueAndGrads(loss)(Object.values(unet.parameters));
    return [value, ...gradients];
  }

  test('leaves nothing but loss and gradients', async () => {
    await expectNoLeak(() => {
      const results = step();
      expect(memory().numTensors - before).toBe(Object.keys(unet.parameters).length * 2 + 1 + 1);
      return results;
    });
  });

  test('that throws while recording leaves nothing after the next one', () => {
    const fail = () => {
      throw new Error('sabotaged');
    };
    const clean = memory().numTensors;
    expect(() => step(lossOf(fail))).toThrow('sabotaged');
    expect(memory().numTensors, 'the throw comes before the gradients that would release').toBeGreaterThan(clean);
    for (const tensor of step()) tensor.dispose();
    expect(memory().numTensors).toBe(clean);
  });

  test('for some of the parameters leaves nothing after the next operation', () => {
    const clean = memory().numTensors;
    const head = Object.keys(unet.parameters).indexOf('head.filter');
    const values = Object.values(unet.parameters);
    const gradient = grad((filter: Tensor) => lossOf()(...values.with(head, filter)))(values[head]!);
    gradient.dispose();
    forward(unet.config, unet.parameters, image).dispose();
    expect(memory().numTensors).toBe(clean);
  });

  test('a prediction holds nothing', async () => {
    await expectNoLeak(() => forward(unet.config, unet.parameters, image));
  });
});

describe('gradients that operations hand to each other', () => {
  test('are released as the backward pass goes, together with what the operations saved', () => {
    const x = toTensor<Tensor4D>(plainNoise('x', [1, 8, 8, 1]));
    const filter = toTensor<Tensor4D>(plainNoise('filter', [2, 2, 1, 1]));
    const bias = toTensor<Tensor1D>(plainNoise('bias', [1]));
    const dy = toTensor<Tensor4D>(plainNoise('dy', [1, 64, 64, 1]));
    let atTheEnd = 0;
    // Its gradient is the last one to be computed.
    const probe = customGrad((...inputs) => ({
      value: clone(inputs[0] as Tensor4D),
      gradFunc: (gradient: Tensor4D) => {
        atTheEnd = memory().numBytes;
        return clone(gradient);
      },
    }));
    const before = memory().numBytes;
    const gradient = grad((input: Tensor) => {
      let y = probe(input) as Tensor4D;
      for (let level = 0; level < 3; level++) y = upConvolution(y, filter, bias, { activation: 'relu' });
      return y;
    })(x, dy);
    // Besides the value there may only be the gradient of the 8 x 8 pixels and those of the filters: any of the saved
    // 16 x 16 and 32 x 32 features, or their gradients, takes 1024 bytes or more.
    const value = 4 * 64 * 64;
    expect(atTheEnd - before - value).toBeLessThan(1024);
    dispose([x, filter, bias, dy, gradient]);
  });

  test('where two paths meet, as in a skip connection, their gradients are added and released', async () => {
    await expectGradients({
      operation: (x) =>
        tidy(() => {
          const pooled = maxPool(x as Tensor4D);
          return cropAndConcatenate(pooled, maxPool(pooled));
        }),
      reference: (x) => {
        const pooled = plainMaxPool(x!);
        return plainCropAndConcatenate(pooled, plainMaxPool(pooled));
      },
      inputs: [plainNoise('x', [1, 8, 8, 3])],
    });
  });

  test("a gradient that the caller passes on stays the caller's", async () => {
    await expectNoLeak(() => {
      const x = toTensor<Tensor4D>(plainNoise('x', [1, 2, 2, 1]));
      const dy = toTensor<Tensor4D>(plainNoise('dy', [1, 1, 1, 1]));
      const pool = (input: Tensor) => maxPool(input as Tensor4D);
      const first = grad(pool)(x, dy);
      const larger = toTensor<Tensor4D>(plainNoise('larger', [1, 4, 4, 1]));
      const second = grad(pool)(larger, first);
      expect(first.isDisposed).toBe(false);
      return [x, dy, first, larger, second];
    });
  });

  test('there is no second derivative: it throws, and the next gradient cleans up', () => {
    const before = memory().numTensors;
    const x = toTensor<Tensor4D>(plainNoise('x', [1, 2, 2, 1]));
    const pool = (input: Tensor) => maxPool(input as Tensor4D);
    expect(() => grad((input: Tensor) => grad(pool)(input))(x)).toThrow();
    grad(pool)(x).dispose();
    x.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
