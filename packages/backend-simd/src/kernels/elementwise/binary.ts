import { Add, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';

const add = kernel<Record<'a' | 'b', TensorInfo>>(Add, ({ inputs: { a, b }, backend }) => {
  if (a.dtype !== 'float32' || b.dtype !== 'float32' || !util.arraysEqual(a.shape, b.shape)) return undefined;
  const size = util.sizeFromShape(a.shape);
  const out = backend.makeOutputInfo(a.shape, 'float32');
  backend.run('add', 12 * size, [backend.address(a), backend.address(b), backend.address(out), size]);
  return out;
});

export const binaryKernels: readonly KernelConfig[] = [add];
