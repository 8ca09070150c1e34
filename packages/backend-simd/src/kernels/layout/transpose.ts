import { type KernelConfig, type TensorInfo, Transpose, type TransposeAttrs, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import type { Axis } from '../../generated/jobs.ts';
import { kernel } from '../kernel.ts';
import { denseAxes, mergeAxes } from './axes.ts';
import { stridedCopy } from './strided-copy.ts';
import { hasWords } from './words.ts';

/** Fewer neighbours than this in the source or in the result: 4 x 4 blocks do not fit, or hardly. */
const BLOCK = 4;

export const transposeKernel: KernelConfig = kernel<Record<'x', TensorInfo>, TransposeAttrs>(
  Transpose,
  ({ inputs: { x }, attrs: { perm }, backend }) => {
    if (!hasWords(x)) return undefined;
    const source = denseAxes(x.shape);
    const shape = perm.map((axis) => x.shape[axis]!);
    const axes = mergeAxes(perm.map((axis) => source[axis]!));
    const columns = axes.at(-1);
    const row = axes.findIndex(({ stride }) => stride === 1);
    if (columns === undefined || columns.stride === 1 || columns.size < BLOCK || axes[row]!.size < BLOCK) {
      return stridedCopy(backend, x, { shape, axes });
    }
    const out = backend.makeOutputInfo(shape, x.dtype);
    if (util.sizeFromShape(shape) > 0) transposePlanes(backend, x, out, axes, row);
    return out;
  },
);

/** The innermost axis of the result and the one that is innermost in the source span matrices; the others number them. */
function transposePlanes(backend: SimdBackend, x: TensorInfo, out: TensorInfo, axes: Axis[], row: number): void {
  const outAxes = denseAxes(axes.map(({ size }) => size));
  const columns = axes.at(-1)!;
  const isPlane = (_: Axis, axis: number) => axis !== row && axis !== axes.length - 1;
  const count = util.sizeFromShape(out.shape);
  backend.run('transpose', 8 * count, {
    source: backend.address(x),
    out: backend.address(out),
    planes: count / columns.size / axes[row]!.size,
    columns,
    rows: outAxes[row]!,
    sourceAxes: axes.filter(isPlane),
    outAxes: outAxes.filter(isPlane),
  });
}
