import { type KernelConfig, Slice, type SliceAttrs, slice_util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { kernel } from '../kernel.ts';
import { denseAxes } from './axes.ts';
import { stridedCopy } from './strided-copy.ts';
import { hasWords, type WordTensor } from './words.ts';

/** A box cut out of a tensor, `begin` and `size` for each axis. */
function slice(backend: SimdBackend, x: WordTensor, begin: readonly number[], size: readonly number[]): TensorInfo {
  const source = denseAxes(x.shape);
  const first = source.reduce((sum, { stride }, axis) => sum + stride * begin[axis]!, 0);
  return stridedCopy(backend, x, {
    shape: [...size],
    axes: source.map(({ stride }, axis) => ({ size: size[axis]!, stride })),
    first,
  });
}

export const sliceKernel: KernelConfig = kernel<Record<'x', TensorInfo>, SliceAttrs>(
  Slice,
  ({ inputs: { x }, attrs, backend }) => {
    if (!hasWords(x)) return undefined;
    const [begin, size] = slice_util.parseSliceParams(x, attrs.begin, attrs.size);
    slice_util.assertParamsValid(x, begin, size);
    return slice(backend, x, begin, size);
  },
);
