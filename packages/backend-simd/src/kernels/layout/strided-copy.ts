import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../../backend.ts';
import type { Axis } from '../../generated/jobs.ts';
import { mergeAxes } from './axes.ts';
import type { WordTensor } from './words.ts';

const ONE: Axis = { size: 1, stride: 0 };

/** How a tensor is read to make another. */
export interface Reading {
  /** Shape of the result. */
  readonly shape: number[];
  /** The axes of the source that are walked; their lengths multiply to the size of the result. */
  readonly axes: readonly Axis[];
  /** Number of the source's value that comes first. */
  readonly first?: number;
}

/** A new tensor of the values of another, in any regular order. */
export function stridedCopy(backend: SimdBackend, x: WordTensor, { shape, axes, first = 0 }: Reading): TensorInfo {
  const out = backend.makeOutputInfo(shape, x.dtype);
  const count = util.sizeFromShape(shape);
  if (count === 0) return out;
  const merged = mergeAxes(axes);
  const columns = merged.pop() ?? { size: 1, stride: 1 };
  const rows = merged.pop() ?? ONE;
  const addresses = { source: backend.address(x) + 4 * first, out: backend.address(out) };
  backend.run('stridedCopy', 8 * count, { ...addresses, count, columns, rows, planes: merged });
  return out;
}
