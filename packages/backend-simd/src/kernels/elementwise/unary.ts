import {
  Abs,
  Ceil,
  ClipByValue,
  type ClipByValueAttrs,
  Elu,
  Exp,
  Floor,
  type KernelConfig,
  LeakyRelu,
  type LeakyReluAttrs,
  Log,
  Neg,
  Reciprocal,
  Relu,
  Relu6,
  Rsqrt,
  Sigmoid,
  Sqrt,
  Square,
  Step,
  type StepAttrs,
  Tanh,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import type { KernelsOf, UnaryJob } from '../../generated/jobs.ts';
import { kernel } from '../kernel.ts';

type UnaryKernel = KernelsOf<UnaryJob>;

const withoutParameters: Readonly<Record<string, UnaryKernel>> = {
  [Abs]: 'absolute',
  [Ceil]: 'ceiling',
  [Elu]: 'exponentialLinear',
  [Exp]: 'exponential',
  [Floor]: 'floor',
  [Log]: 'logarithm',
  [Neg]: 'negate',
  [Reciprocal]: 'reciprocal',
  [Relu]: 'rectify',
  [Rsqrt]: 'reciprocalSquareRoot',
  [Sigmoid]: 'sigmoid',
  [Sqrt]: 'squareRoot',
  [Square]: 'square',
  [Tanh]: 'hyperbolicTangent',
};

type Operand = Record<'x', TensorInfo>;

export const unaryKernels: readonly KernelConfig[] = [
  ...Object.entries(withoutParameters).map(([name, kernelName]) =>
    kernel<Operand>(name, ({ inputs: { x }, backend }) => compute(backend, kernelName, x)),
  ),
  kernel<Operand>(Relu6, ({ inputs: { x }, backend }) => compute(backend, 'rectifyTo', x, 6)),
  kernel<Operand, StepAttrs>(Step, ({ inputs: { x }, attrs: { alpha }, backend }) =>
    compute(backend, 'step', x, alpha),
  ),
  kernel<Operand, LeakyReluAttrs>(LeakyRelu, ({ inputs: { x }, attrs: { alpha }, backend }) =>
    compute(backend, 'rectifyLeaky', x, alpha),
  ),
  kernel<Operand, ClipByValueAttrs>(ClipByValue, ({ inputs: { x }, attrs, backend }) =>
    compute(backend, 'clip', x, attrs.clipValueMin, attrs.clipValueMax),
  ),
];

/** @returns undefined for types that are left to `cpu` */
function compute(
  backend: SimdBackend,
  name: UnaryKernel,
  x: TensorInfo,
  first = 0,
  second = 0,
): TensorInfo | undefined {
  if (x.dtype !== 'float32') return undefined;
  const size = util.sizeFromShape(x.shape);
  const out = backend.makeOutputInfo(x.shape, 'float32');
  const job = { x: backend.address(x), out: backend.address(out), count: size, first, second };
  if (size > 0) backend.run(name, 8 * size, job);
  return out;
}
