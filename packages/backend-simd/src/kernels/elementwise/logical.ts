import { type KernelConfig, LogicalAnd, LogicalNot, LogicalOr, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import type { KernelsOf, LogicalJob } from '../../generated/jobs.ts';
import { kernel } from '../kernel.ts';

type Operands = Record<'a' | 'b', TensorInfo>;

/** Of one shape; broadcasting is left to `cpu`. */
export const logicalKernels: readonly KernelConfig[] = [
  kernel<Operands>(LogicalAnd, ({ inputs: { a, b }, backend }) => compute(backend, 'logicalAnd', a, b)),
  kernel<Operands>(LogicalOr, ({ inputs: { a, b }, backend }) => compute(backend, 'logicalOr', a, b)),
  kernel<Record<'x', TensorInfo>>(LogicalNot, ({ inputs: { x }, backend }) => compute(backend, 'logicalNot', x, x)),
];

function compute(
  backend: SimdBackend,
  name: KernelsOf<LogicalJob>,
  a: TensorInfo,
  b: TensorInfo,
): TensorInfo | undefined {
  if (a.dtype !== 'bool' || b.dtype !== 'bool' || !util.arraysEqual(a.shape, b.shape)) return undefined;
  const size = util.sizeFromShape(a.shape);
  const out = backend.makeOutputInfo(a.shape, 'bool');
  const addresses = { a: backend.address(a), b: backend.address(b), out: backend.address(out) };
  if (size > 0) backend.run(name, 3 * size, { ...addresses, count: size });
  return out;
}
