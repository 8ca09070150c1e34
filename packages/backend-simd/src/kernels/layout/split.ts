import {
  backend_util,
  type KernelConfig,
  SplitV,
  type SplitVAttrs,
  type TensorInfo,
  Unpack,
  type UnpackAttrs,
  util,
} from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import { kernel } from '../kernel.ts';
import { MAXIMUM_PARTS, partsJob } from './parts.ts';
import { hasWords, type WordTensor } from './words.ts';

/** A tensor cut into pieces along an axis. It is read once, from its beginning to its end, while all pieces are written. */
function split(backend: SimdBackend, x: WordTensor, axis: number, pieceShapes: readonly number[][]): TensorInfo[] {
  const pieces = pieceShapes.map((shape) => backend.makeOutputInfo(shape, x.dtype));
  const count = util.sizeFromShape(x.shape);
  const rows = util.sizeFromShape(x.shape.slice(0, axis));
  const filled = pieces.filter(({ shape }) => util.sizeFromShape(shape) > 0);
  if (count > 0) backend.run('split', 8 * count, partsJob(backend, x, rows, filled));
  return pieces;
}

const splitKernel: KernelConfig = kernel<Record<'x', TensorInfo>, SplitVAttrs>(
  SplitV,
  ({ inputs: { x }, attrs, backend }) => {
    if (!hasWords(x)) return undefined;
    const axis = util.parseAxisParam(attrs.axis, x.shape)[0]!;
    const lengths = backend_util.prepareSplitSize(x, attrs.numOrSizeSplits, axis);
    if (lengths.length > MAXIMUM_PARTS) return undefined;
    return split(
      backend,
      x,
      axis,
      lengths.map((length) => x.shape.with(axis, length)),
    );
  },
);

const unpackKernel: KernelConfig = kernel<Record<'value', TensorInfo>, UnpackAttrs>(
  Unpack,
  ({ inputs: { value }, attrs, backend }) => {
    const axis = attrs.axis < 0 ? attrs.axis + value.shape.length : attrs.axis;
    const length = value.shape[axis]!;
    if (!hasWords(value) || length > MAXIMUM_PARTS) return undefined;
    const pieceShape = value.shape.toSpliced(axis, 1);
    return split(
      backend,
      value,
      axis,
      Array.from({ length }, () => pieceShape.slice()),
    );
  },
);

export const splitKernels: readonly KernelConfig[] = [splitKernel, unpackKernel];
