import { EluGrad, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import type { BinaryJob, KernelsOf } from '../../generated/jobs.ts';
import { kernel } from '../kernel.ts';
import { runFlat } from './run-broadcast.ts';

type Operands = Record<'dy' | 'y', TensorInfo>;

/**
 * Gradients of activations by their results. `ReluGrad` is a kernel of this backend alone, for callers that look it up by
 * `getKernel('ReluGrad', 'simd')`: inputs dy and y of one shape, float32, result `dy * step(y)` in one pass. As there, a y that is NaN gives NaN,
 * and a dy that is NaN or infinite gives NaN where y is not positive.
 */
export const gradientKernels: readonly KernelConfig[] = [
  kernel<Operands>('ReluGrad', ({ inputs: { dy, y }, backend }) => {
    const out = compute(backend, 'reluGradient', dy, y);
    if (out !== undefined) return out;
    throw new RangeError(
      `ReluGrad: dy and y must be float32 of one shape, got ${dy.dtype} [${dy.shape}] and ${y.dtype} [${y.shape}]`,
    );
  }),
  kernel<Operands>(EluGrad, ({ inputs: { dy, y }, backend }) => compute(backend, 'eluGradient', dy, y)),
];

function compute(
  backend: SimdBackend,
  name: KernelsOf<BinaryJob>,
  dy: TensorInfo,
  y: TensorInfo,
): TensorInfo | undefined {
  if (dy.dtype !== 'float32' || y.dtype !== 'float32' || !util.arraysEqual(dy.shape, y.shape)) return undefined;
  const out = backend.makeOutputInfo(y.shape, 'float32');
  const addresses = { a: backend.address(dy), b: backend.address(y), out: backend.address(out) };
  runFlat(backend, name, addresses, util.sizeFromShape(y.shape));
  return out;
}
