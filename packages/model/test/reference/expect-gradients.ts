import { dispose, grads, type Tensor } from '@tensorflow/tfjs-core';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { expect } from 'vitest';
import { type PlainArray, plainNoise, toTensor } from './plain-array.ts';

/** Step of the central differences. In double precision their error is about 1e-10, far below what float32 can show. */
const STEP = 1e-5;

/** What an operation is, for both precisions, and where it is compared. */
export interface GradientCase {
  /** The operation under test. */
  readonly operation: (...inputs: Tensor[]) => Tensor;
  /** Its definition in double precision. */
  readonly reference: (...inputs: PlainArray[]) => PlainArray;
  readonly inputs: readonly PlainArray[];
  /** Largest difference that is allowed, in units of the largest value; default 1e-5. */
  readonly tolerance?: number;
}

/**
 * Compares an operation's value with its definition, and its gradients, for a random gradient of its result, with central
 * differences of that definition in double precision; and sees to it that nothing leaks.
 */
export async function expectGradients({ operation, reference, inputs, tolerance = 1e-5 }: GradientCase): Promise<void> {
  const expected = reference(...inputs);
  const direction = plainNoise('direction', expected.shape);
  const tensors = inputs.map((input) => toTensor(input));
  const dy = toTensor(direction);
  await expectNoLeak(async () => {
    const value = operation(...tensors);
    expect(value.shape).toEqual(expected.shape);
    expectClose(await value.data(), expected.data, tolerance);
    const gradients = grads(operation)(tensors, dy);
    for (const [index, gradient] of gradients.entries()) {
      expect(gradient.shape).toEqual(inputs[index]!.shape);
      expectClose(await gradient.data(), numericGradient(reference, inputs, index, direction), tolerance);
    }
    return [value, ...gradients];
  });
  dispose([...tensors, dy]);
}

function expectClose(actual: ArrayLike<number>, expected: Float64Array, tolerance: number): void {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(largest, 'a comparison with zeros alone shows nothing').toBeGreaterThan(0);
  expectAllClose(actual, expected, { absolute: tolerance * largest });
}

/** Central differences of the product of the reference's value with `direction`. */
function numericGradient(
  reference: GradientCase['reference'],
  inputs: readonly PlainArray[],
  index: number,
  direction: PlainArray,
): Float64Array {
  const moved = inputs.map(({ shape, data }) => ({ shape, data: data.slice() }));
  const { data } = moved[index]!;
  const product = () =>
    reference(...moved).data.reduce((total, value, position) => total + value * direction.data[position]!, 0);
  return data.map((value, position) => {
    data[position] = value + STEP;
    const above = product();
    data[position] = value - STEP;
    const below = product();
    data[position] = value;
    return (above - below) / (2 * STEP);
  });
}
