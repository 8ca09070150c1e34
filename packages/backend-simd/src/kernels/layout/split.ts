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
import { slice } from './slice.ts';
import { hasWords, type WordTensor } from './words.ts';

/** A tensor cut into pieces of the given lengths along an axis. */
function split(backend: SimdBackend, x: WordTensor, axis: number, lengths: readonly number[]): TensorInfo[] {
  let place = 0;
  return lengths.map((length) => {
    const piece = slice(
      backend,
      x,
      x.shape.map((_, index) => (index === axis ? place : 0)),
      x.shape.with(axis, length),
    );
    place += length;
    return piece;
  });
}

const splitKernel: KernelConfig = kernel<Record<'x', TensorInfo>, SplitVAttrs>(
  SplitV,
  ({ inputs: { x }, attrs, backend }) => {
    if (!hasWords(x)) return undefined;
    const axis = util.parseAxisParam(attrs.axis, x.shape)[0]!;
    return split(backend, x, axis, backend_util.prepareSplitSize(x, attrs.numOrSizeSplits, axis));
  },
);

const unpackKernel: KernelConfig = kernel<Record<'value', TensorInfo>, UnpackAttrs>(
  Unpack,
  ({ inputs: { value }, attrs, backend }) => {
    if (!hasWords(value)) return undefined;
    const axis = attrs.axis < 0 ? attrs.axis + value.shape.length : attrs.axis;
    const lengths = new Array<number>(value.shape[axis]!).fill(1);
    // Fewer axes, the same values.
    return split(backend, value, axis, lengths).map((piece) => ({ ...piece, shape: value.shape.toSpliced(axis, 1) }));
  },
);

export const splitKernels: readonly KernelConfig[] = [splitKernel, unpackKernel];
