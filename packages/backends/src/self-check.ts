import { conv2d, matMul, type Tensor, tensor2d, tensor4d, tidy } from '@tensorflow/tfjs-core';

/** Rounding of float32 sums; every product below is a whole number that float32 holds exactly. */
const tolerance = 1e-5;

/**
 * Computes a 3 x 3 convolution and a matrix product on the current backend and compares them with known numbers.
 *
 * The operands have at most 11 significant bits, so that tensor cores (TF32) pass, and the results exceed 65504, so that a
 * device that stores or adds in float16 fails.
 * @throws Error that says what is wrong
 */
export async function selfCheck(): Promise<void> {
  // Input 64 (5 row + column), filter 1 to 9 times 16: with b = 5 row + column, each output is 1024 (45 b + 366).
  const ramp = Array.from({ length: 25 }, (_, index) => 64 * index);
  const kernel = Array.from({ length: 9 }, (_, index) => 16 * (index + 1));
  const convolved = [0, 1, 2, 5, 6, 7, 10, 11, 12].map((base) => 1024 * (45 * base + 366));
  const convolution = tidy(() => conv2d(tensor4d(ramp, [1, 5, 5, 1]), tensor4d(kernel, [3, 3, 1, 1]), 1, 'valid'));
  await compare('conv2d', convolution, convolved);

  const product = tidy(() => matMul(tensor2d([2047, 3, 5, 2039], [2, 2]), tensor2d([2045, 7, 11, 2029], [2, 2])));
  await compare('matMul', product, [4_186_148, 20_416, 32_654, 4_137_166]);
}

async function compare(operation: string, result: Tensor, expected: readonly number[]): Promise<void> {
  // Not dataSync: WebGPU has none in Node.
  const actual = await result.data().finally(() => result.dispose());
  for (const [index, value] of expected.entries()) {
    const got = actual[index] ?? Number.NaN;
    // The negation catches NaN.
    if (!(Math.abs(got - value) <= tolerance * value)) throw new Error(`${operation} gave ${got} instead of ${value}`);
  }
}
