import { GatherV2, type GatherV2Attrs, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { kernel } from '../kernel.ts';
import { hasWords } from './words.ts';

export const gatherKernel: KernelConfig = kernel<Record<'x' | 'indices', TensorInfo>, GatherV2Attrs>(
  GatherV2,
  ({ inputs: { x, indices }, attrs, backend }) => {
    const axis = util.parseAxisParam(attrs.axis, x.shape)[0]!;
    if (!hasWords(x) || indices.dtype !== 'int32' || (attrs.batchDims ?? 0) !== 0) return undefined;
    // The cpu kernel says which index is wrong.
    if (!areValid(backend, indices, x.shape[axis]!)) return undefined;
    const outer = x.shape.slice(0, axis);
    const inner = x.shape.slice(axis + 1);
    const out = backend.makeOutputInfo([...outer, ...indices.shape, ...inner], x.dtype);
    const count = util.sizeFromShape(out.shape);
    if (count === 0) return out;
    backend.run('gather', 8 * count, {
      source: backend.address(x),
      indices: backend.address(indices),
      out: backend.address(out),
      outer: util.sizeFromShape(outer),
      count: util.sizeFromShape(indices.shape),
      height: x.shape[axis]!,
      width: util.sizeFromShape(inner),
    });
    return out;
  },
);

function areValid(backend: SimdBackend, indices: TensorInfo, length: number): boolean {
  const { values } = backend.data.get(indices.dataId);
  return (values as Int32Array).every((index) => index >= 0 && index < length);
}
