import {
  add,
  avgPool,
  batchNorm,
  concat,
  conv2d,
  conv2dTranspose,
  div,
  exp,
  fused,
  gather,
  leakyRelu,
  log,
  matMul,
  max,
  maxPool,
  mean,
  mul,
  neg,
  pad,
  pow,
  relu,
  sigmoid,
  slice,
  softmax,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tanh,
  transpose,
} from '@tensorflow/tfjs-core';
import { floats, noise, type PlainTensor } from './plain-tensor.ts';

/** An operation as a network uses it, large enough to be shared between threads. */
export interface Sample {
  readonly name: string;
  readonly inputs: readonly PlainTensor[];
  readonly operation: (...inputs: never[]) => Tensor | Tensor[];
}

const image = noise([1, 34, 37, 16], 'image');
const other = noise([1, 34, 37, 16], 'other');
const positive = floats(image.shape, (image.values as Float32Array).map(Math.abs));
const filter = noise([3, 3, 16, 32], 'filter', 0.1);
const bias = noise([32], 'bias');

/**
 * One or two calls of each family of kernels: where a kernel is tested at length on another page of the suite, this tells whether it runs
 * at all in the place where the test is.
 */
export const samples: readonly Sample[] = [
  { name: 'add', inputs: [image, other], operation: (a: Tensor, b: Tensor) => add(a, b) },
  { name: 'sub', inputs: [image, other], operation: (a: Tensor, b: Tensor) => sub(a, b) },
  { name: 'mul', inputs: [image, other], operation: (a: Tensor, b: Tensor) => mul(a, b) },
  { name: 'div', inputs: [image, positive], operation: (a: Tensor, b: Tensor) => div(a, add(b, 0.1)) },
  { name: 'pow', inputs: [positive], operation: (a: Tensor) => pow(a, 1.5) },
  { name: 'neg', inputs: [image], operation: (a: Tensor) => neg(a) },
  { name: 'relu', inputs: [image], operation: (a: Tensor) => relu(a) },
  { name: 'leakyRelu', inputs: [image], operation: (a: Tensor) => leakyRelu(a) },
  { name: 'sigmoid', inputs: [image], operation: (a: Tensor) => sigmoid(a) },
  { name: 'tanh', inputs: [image], operation: (a: Tensor) => tanh(a) },
  { name: 'exp', inputs: [image], operation: (a: Tensor) => exp(a) },
  { name: 'log', inputs: [positive], operation: (a: Tensor) => log(a) },
  { name: 'sqrt', inputs: [positive], operation: (a: Tensor) => sqrt(a) },
  { name: 'square', inputs: [image], operation: (a: Tensor) => square(a) },
  { name: 'sum', inputs: [image], operation: (a: Tensor) => sum(a, [1, 2]) },
  { name: 'mean', inputs: [image], operation: (a: Tensor) => mean(a) },
  { name: 'max', inputs: [image], operation: (a: Tensor) => max(a, -1) },
  { name: 'softmax', inputs: [image], operation: (a: Tensor) => softmax(a) },
  { name: 'concat', inputs: [image, other], operation: (a: Tensor, b: Tensor) => concat([a, b], 3) },
  { name: 'slice', inputs: [image], operation: (a: Tensor) => slice(a, [0, 3, 5, 0], [1, 20, 21, 16]) },
  {
    name: 'pad',
    inputs: [image],
    operation: (a: Tensor) =>
      pad(a, [
        [0, 0],
        [1, 2],
        [3, 4],
        [0, 0],
      ]),
  },
  { name: 'transpose', inputs: [image], operation: (a: Tensor) => transpose(a, [0, 3, 1, 2]) },
  { name: 'gather', inputs: [image], operation: (a: Tensor) => gather(a, [3, 1, 1], 1) },
  { name: 'maxPool', inputs: [image], operation: (a: Tensor) => maxPool(a as Tensor4D, 2, 2, 'valid') },
  { name: 'avgPool', inputs: [image], operation: (a: Tensor) => avgPool(a as Tensor4D, 2, 2, 'valid') },
  {
    name: 'matMul',
    inputs: [noise([65, 130], 'left'), noise([130, 67], 'right')],
    operation: (a: Tensor, b: Tensor) => matMul(a, b),
  },
  {
    name: 'conv2d',
    inputs: [image, filter],
    operation: (x: Tensor, f: Tensor) => conv2d(x as Tensor4D, f as Tensor4D, 1, 'valid'),
  },
  {
    name: 'conv2d of stride 2',
    inputs: [image, filter],
    operation: (x: Tensor, f: Tensor) => conv2d(x as Tensor4D, f as Tensor4D, 2, 'same'),
  },
  {
    name: 'conv2dTranspose',
    inputs: [image, noise([2, 2, 8, 16], 'up', 0.2)],
    operation: (x: Tensor, f: Tensor) => conv2dTranspose(x as Tensor4D, f as Tensor4D, [1, 68, 74, 8], 2, 'valid'),
  },
  {
    name: 'fused.conv2d',
    inputs: [image, filter, bias],
    operation: (x: Tensor, f: Tensor, b: Tensor) =>
      fused.conv2d({
        ...{ x: x as Tensor4D, filter: f as Tensor4D, bias: b },
        ...{ strides: 1, pad: 'same', activation: 'relu' },
      }),
  },
  {
    name: 'batchNorm',
    inputs: [image, noise([16], 'mean'), floats([16], new Float32Array(16).fill(2))],
    operation: (x: Tensor, m: Tensor, v: Tensor) => batchNorm(x, m as Tensor2D, v as Tensor2D),
  },
];
