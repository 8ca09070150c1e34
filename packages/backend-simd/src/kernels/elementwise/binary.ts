import {
  Add,
  Equal,
  Greater,
  GreaterEqual,
  type KernelConfig,
  Less,
  LessEqual,
  Maximum,
  Minimum,
  Multiply,
  NotEqual,
  Prelu,
  RealDiv,
  SquaredDifference,
  Sub,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import type { BinaryJob, KernelsOf } from '../../generated/jobs.ts';
import { kernel } from '../kernel.ts';
import { broadcast } from './broadcast.ts';
import { runBroadcast } from './run-broadcast.ts';

/** The kernels for float32 and, where there is one, int32 operands. */
interface Kernels {
  readonly float32: KernelsOf<BinaryJob>;
  readonly int32?: KernelsOf<BinaryJob>;
}

const arithmetic: Readonly<Record<string, Kernels>> = {
  [Add]: { float32: 'add', int32: 'addIntegers' },
  [Sub]: { float32: 'subtract', int32: 'subtractIntegers' },
  [Multiply]: { float32: 'multiply' },
  [RealDiv]: { float32: 'divide' },
  [Maximum]: { float32: 'maximum' },
  [Minimum]: { float32: 'minimum' },
  [SquaredDifference]: { float32: 'squaredDifference' },
};

const comparisons: Readonly<Record<string, Kernels>> = {
  [Equal]: { float32: 'equal', int32: 'equalIntegers' },
  [NotEqual]: { float32: 'notEqual', int32: 'notEqualIntegers' },
  [Less]: { float32: 'less', int32: 'lessIntegers' },
  [LessEqual]: { float32: 'lessEqual', int32: 'lessEqualIntegers' },
};

/** Comparisons that are others with the operands exchanged. */
const exchanged: Readonly<Record<string, Kernels>> = {
  [Greater]: { float32: 'less', int32: 'lessIntegers' },
  [GreaterEqual]: { float32: 'lessEqual', int32: 'lessEqualIntegers' },
};

type Operands = Record<'a' | 'b', TensorInfo>;

export const binaryKernels: readonly KernelConfig[] = [
  ...Object.entries(arithmetic).map(([name, kernels]) =>
    kernel<Operands>(name, ({ inputs: { a, b }, backend }) => compute(backend, kernels, a, b)),
  ),
  ...Object.entries(comparisons).map(([name, kernels]) =>
    kernel<Operands>(name, ({ inputs: { a, b }, backend }) => compute(backend, kernels, a, b, 'bool')),
  ),
  ...Object.entries(exchanged).map(([name, kernels]) =>
    kernel<Operands>(name, ({ inputs: { a, b }, backend }) => compute(backend, kernels, b, a, 'bool')),
  ),
  kernel<Record<'x' | 'alpha', TensorInfo>>(Prelu, ({ inputs: { x, alpha }, backend }) =>
    compute(backend, { float32: 'leaky' }, x, alpha),
  ),
];

/** @returns undefined for types and shapes that are left to `cpu` */
function compute(
  backend: SimdBackend,
  kernels: Kernels,
  a: TensorInfo,
  b: TensorInfo,
  result?: 'bool',
): TensorInfo | undefined {
  const { dtype } = a;
  if (dtype !== b.dtype || (dtype !== 'float32' && dtype !== 'int32')) return undefined;
  const name = kernels[dtype];
  if (name === undefined) return undefined;
  const plan = broadcast(a.shape, b.shape);
  if (plan === undefined) return undefined;
  const out = backend.makeOutputInfo(plan.shape, result ?? dtype);
  const addresses = { a: backend.address(a), b: backend.address(b), out: backend.address(out) };
  runBroadcast(backend, name, addresses, plan.axes);
  return out;
}
