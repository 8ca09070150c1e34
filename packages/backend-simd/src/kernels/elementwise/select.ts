import { type KernelConfig, Select, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';

/** Where the condition has one value for each of `t` and `e`; rows chosen by a vector are left to `cpu`. */
export const selectKernels: readonly KernelConfig[] = [
  kernel<Record<'condition' | 't' | 'e', TensorInfo>>(Select, ({ inputs: { condition, t, e }, backend }) => {
    const { dtype, shape } = t;
    if (condition.dtype !== 'bool' || dtype !== e.dtype || (dtype !== 'float32' && dtype !== 'int32')) return undefined;
    if (!util.arraysEqual(condition.shape, shape) || !util.arraysEqual(shape, e.shape)) return undefined;
    const size = util.sizeFromShape(shape);
    const out = backend.makeOutputInfo(shape, dtype);
    const job = {
      condition: backend.address(condition),
      yes: backend.address(t),
      no: backend.address(e),
      out: backend.address(out),
      count: size,
    };
    if (size > 0) backend.run('select', 13 * size, job);
    return out;
  }),
];
