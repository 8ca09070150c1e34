import {
  Fill,
  type FillAttrs,
  type KernelConfig,
  OnesLike,
  type TensorInfo,
  util,
  ZerosLike,
} from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { floatBits } from '../job.ts';
import { kernel } from '../kernel.ts';

type Operand = Record<'x', TensorInfo>;

export const fillKernels: readonly KernelConfig[] = [
  kernel<object, FillAttrs>(Fill, ({ attrs: { shape, value, dtype }, backend }) =>
    typeof value === 'number' ? fill(backend, shape, dtype ?? util.inferDtype(value), value) : undefined,
  ),
  kernel<Operand>(ZerosLike, ({ inputs: { x }, backend }) => fill(backend, x.shape, x.dtype, 0)),
  kernel<Operand>(OnesLike, ({ inputs: { x }, backend }) => fill(backend, x.shape, x.dtype, 1)),
];

/** @returns undefined for types that are left to `cpu` */
function fill(backend: SimdBackend, shape: number[], dtype: string, value: number): TensorInfo | undefined {
  if (dtype !== 'float32' && dtype !== 'int32') return undefined;
  const size = util.sizeFromShape(shape);
  const out = backend.makeOutputInfo(shape, dtype);
  const word = dtype === 'float32' ? floatBits(value) : value | 0;
  if (size > 0) backend.run('fillWords', 4 * size, { out: backend.address(out), count: size, word });
  return out;
}
