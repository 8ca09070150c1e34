import { backend, dispose, engine, setBackend, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '@unet/backend-simd';
import { expectAllClose, type Tolerance } from '@unet-internal/testing';
import { expect } from 'vitest';
import { type PlainTensor, toTensor } from './plain-tensor.ts';

/** What `cpu` gave, for tests that ask for the same in several configurations of `simd`. */
export interface Remembered {
  readonly references: Map<string, readonly PlainTensor[]>;
  /** Stands for the operation with all its inputs. */
  readonly key: string;
}

type Operation = (...inputs: never[]) => Tensor | Tensor[];

/**
 * Runs an operation on the current backend, which is `simd`, and on `cpu`, and throws unless both give as many results of the same shapes,
 * types and values. Then once more with every kernel run twice: what a thread has left half done is done again, so none may write what it reads.
 * It must leave its inputs as they are and hold no memory afterwards but its results. Composed operations are tidied.
 * @param tolerance without one values must be the same, the sign of a zero included; NaN agrees with NaN alone, infinities with themselves
 * @param remembered where `cpu` is slow: it computes what has no reference under this key yet, and no other
 * @returns names of the WebAssembly kernels that ran: a test that expects one does not pass because everything fell back on `cpu`
 * @example
 * expect(await expectAsOnCpu([noise([3, 5], 1), noise([5], 2)], (a: Tensor, b: Tensor) => add(a, b))).toContain('addRows');
 */
export async function expectAsOnCpu(
  inputs: readonly PlainTensor[],
  operation: Operation,
  tolerance?: Tolerance,
  remembered?: Remembered,
): Promise<string[]> {
  const simd = backend() as SimdBackend;
  const held = simd.memory().simd.held;
  const tensors = engine().state.numTensors;
  const ran = new Set<string>();
  const actual = watchKernels(simd, ran, 1, () => compute(inputs, operation));
  expect(simd.memory().simd.held, 'bytes held after the operation').toBe(held);
  if (ran.size > 0) {
    const repeated = watchKernels(simd, ran, 2, () => compute(inputs, operation));
    actual.forEach(({ values }, index) => {
      expectSame(repeated[index]!.values, values, 'the result of kernels that ran twice');
    });
  }
  const expected = remembered?.references.get(remembered.key) ?? (await computeOnCpu(inputs, operation));
  remembered?.references.set(remembered.key, expected);
  expect(engine().state.numTensors, 'tensors held after the operation').toBe(tensors);
  expect(actual.map(({ shape, dtype }) => ({ shape, dtype }))).toEqual(
    expected.map(({ shape, dtype }) => ({ shape, dtype })),
  );
  actual.forEach(({ values }, index) => {
    const wanted = expected[index]!.values;
    if (tolerance === undefined) expectSame(values, wanted);
    else expectAllClose(values, wanted, tolerance);
  });
  return [...ran];
}

async function computeOnCpu(inputs: readonly PlainTensor[], operation: Operation): Promise<PlainTensor[]> {
  await setBackend('cpu');
  try {
    return compute(inputs, operation);
  } finally {
    await setBackend('simd');
  }
}

/** Runs `work`, each WebAssembly kernel in it so many times, and notes their names. */
function watchKernels<Result>(simd: SimdBackend, ran: Set<string>, times: number, work: () => Result): Result {
  const run: SimdBackend['run'] = (kernel, amount, args) => {
    ran.add(kernel);
    for (let time = 0; time < times; time++) Object.getPrototypeOf(simd).run.call(simd, kernel, amount, args);
  };
  Object.defineProperty(simd, 'run', { value: run, configurable: true });
  try {
    return work();
  } finally {
    Reflect.deleteProperty(simd, 'run');
  }
}

function compute(inputs: readonly PlainTensor[], operation: Operation): PlainTensor[] {
  const tensors = inputs.map(toTensor);
  const result = tidy(() => (operation as (...inputs: Tensor[]) => Tensor | Tensor[])(...tensors));
  const results = Array.isArray(result) ? result : [result];
  const plain = results.map(toPlain);
  dispose(results);
  tensors.forEach((input, index) => {
    expectSame(input.dataSync(), inputs[index]!.values, `input ${index} after the operation`);
  });
  dispose(tensors);
  return plain;
}

function toPlain(result: Tensor): PlainTensor {
  return {
    shape: [...result.shape],
    dtype: result.dtype as PlainTensor['dtype'],
    values: result.dataSync() as PlainTensor['values'],
  };
}

function expectSame(actual: ArrayLike<number>, expected: ArrayLike<number>, what = 'the result'): void {
  expect(actual.length, `length of ${what}`).toBe(expected.length);
  for (let index = 0; index < expected.length; index++) {
    if (Object.is(actual[index], expected[index])) continue;
    throw new Error(`${what}: value ${index} is ${show(actual[index]!)}, expected ${show(expected[index]!)}`);
  }
}

function show(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
