import { type KernelConfig, Reverse, type ReverseAttrs, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';
import { denseAxes } from './axes.ts';
import { stridedCopy } from './strided-copy.ts';
import { hasWords } from './words.ts';

export const reverseKernel: KernelConfig = kernel<Record<'x', TensorInfo>, ReverseAttrs>(
  Reverse,
  ({ inputs: { x }, attrs, backend }) => {
    // Rank 0 is not copied but shared, which the cpu kernel does.
    if (!hasWords(x) || x.shape.length === 0) return undefined;
    const dims = util.parseAxisParam(attrs.dims, x.shape);
    let first = 0;
    const axes = denseAxes(x.shape).map(({ size, stride }, axis) => {
      if (!dims.includes(axis)) return { size, stride };
      first += (size - 1) * stride;
      return { size, stride: -stride };
    });
    return stridedCopy(backend, x, { shape: x.shape, axes, first });
  },
);
