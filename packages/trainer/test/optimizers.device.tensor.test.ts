import { type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { adam, type Optimizer, sgd } from '@unet/trainer';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import fixture from './fixtures/optimizers.json';

/** The parameter after each of some steps; everything made is released again. */
async function path(optimizer: Optimizer, start: number[], gradients: number[][], learningRate: number) {
  const result: number[][] = [];
  await expectNoLeak(async () => {
    let parameters: Readonly<Record<string, Tensor>> = { vector: tensor1d(start) };
    let state = optimizer.initialise(parameters);
    for (const [step, values] of gradients.entries()) {
      const gradient = tensor1d(values);
      const next = optimizer.update({ parameters, gradients: { vector: gradient }, state, learningRate, step });
      for (const old of [gradient, ...Object.values(parameters), ...Object.values(state)]) {
        expect(old.isDisposed).toBe(false);
        old.dispose();
      }
      ({ parameters, state } = next);
      result.push([...(await parameters.vector!.data())]);
    }
    return { parameters, state };
  });
  return result;
}

describe('by hand', () => {
  test('gradient descent with momentum', async () => {
    // Velocities 2, 0.5 * 2 + 2 = 3, 0.5 * 3 - 1 = 0.5.
    const steps = await path(sgd({ momentum: 0.5 }), [1], [[2], [2], [-1]], 0.25);
    expect(steps).toEqual([[0.5], [-0.25], [-0.375]]);
  });

  test('without momentum', async () => {
    expect(await path(sgd({ momentum: 0 }), [1], [[2], [2]], 0.25)).toEqual([[0.5], [0]]);
  });

  test("Adam's first step is the learning rate against the gradient's sign, whatever its size", async () => {
    const [first] = await path(adam(), [0, 0, 0], [[100, -1e-3, 0]], 0.5);
    expectAllClose(first!, [-0.5, 0.5, 0], { absolute: 1e-5 });
  });

  test('Adam with decays of a half', async () => {
    // Means 1, 0.5 * 1 - 0.5 * 2 = -0.5 of gradients 2, -2; corrected by 1 / (1 - 0.25). Squares 2, 3; corrected 4, 4.
    const steps = await path(adam({ beta1: 0.5, beta2: 0.5, epsilon: 2 }), [1], [[2], [-2]], 1);
    expectAllClose(steps.flat(), [1 - 2 / (2 + 2), 0.5 + 0.5 / 0.75 / (2 + 2)], { absolute: 1e-6 });
  });
});

// Five steps in float32 against double precision.
test.each([
  ['sgd', sgd()],
  ['adam', adam()],
] as const)('%s goes as in PyTorch', async (name, optimizer) => {
  const { learningRate, path: expected } = fixture[name];
  const steps = await path(optimizer, fixture.start, fixture.gradients, learningRate);
  expectAllClose(steps.flat(), expected.flat(), { absolute: 2e-6 });
});

test('name and settings are plain JSON', () => {
  const { name, settings } = sgd();
  expect({ name, settings }).toEqual({ name: 'sgd', settings: { momentum: 0.99 } });
  expect(adam()).toMatchObject({ name: 'adam', settings: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } });
});

test.each([
  [() => sgd({ momentum: 1 }), 'sgd: momentum must be in [0, 1), got 1'],
  [() => sgd({ momentum: -0.1 }), 'sgd: momentum must be in [0, 1), got -0.1'],
  [() => adam({ beta1: 1 }), 'adam: beta1 must be in [0, 1), got 1'],
  [() => adam({ beta2: -1 }), 'adam: beta2 must be in [0, 1), got -1'],
  [() => adam({ epsilon: 0 }), 'adam: epsilon must be a finite number > 0, got 0'],
])('refused: %#', (call, message) => {
  expect(call).toThrow(new RangeError(message));
});

test('an unknown option is refused', () => {
  expect(() => adam({ learningRate: 1e-3 } as never)).toThrow(
    new TypeError('adam: options.learningRate is not an option, only beta1, beta2, epsilon'),
  );
  expect(() => sgd({ beta1: 0.9 } as never)).toThrow(
    new TypeError('sgd: options.beta1 is not an option, only momentum'),
  );
});
