import { gather, slice, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { Boundary } from '@unet/tensor';
import { mirror } from '@unet/tensor/internal';
import type { Window } from '../read-window.ts';

/** What of an axis a window shows: the pixels from `first` to `last`, and, unless they come as they are, in which order. */
interface Axis {
  readonly first: number;
  readonly last: number;
  readonly order?: Int32Array;
}

/** A window of the mirrored tensor, `[height, width, ...]`, on the device: cut out where it lies inside, gathered where it does not. */
export function tensorWindow<T extends Tensor>(source: T, window: Window, boundary: Boundary): T {
  const rows = axisOf(window.row, window.height, source.shape[0]!, boundary);
  const columns = axisOf(window.column, window.width, source.shape[1]!, boundary);
  return tidy(() => {
    // Cut first: only what is shown is gathered.
    const begin = [rows.first, columns.first];
    const size = [rows.last + 1 - rows.first, columns.last + 1 - columns.first];
    const rest = source.shape.slice(2);
    const cut = slice(source, [...begin, ...rest.map(() => 0)], [...size, ...rest]);
    return reorder(reorder(cut, rows, 0), columns, 1);
  });
}

function axisOf(start: number, count: number, length: number, boundary: Boundary): Axis {
  if (start >= 0 && start + count <= length) return { first: start, last: start + count - 1 };
  const order = Int32Array.from({ length: count }, (_, index) => mirror(start + index, length, boundary));
  const first = order.reduce((lowest, index) => Math.min(lowest, index));
  const last = order.reduce((highest, index) => Math.max(highest, index));
  return { first, last, order: order.map((index) => index - first) };
}

function reorder<T extends Tensor>(source: T, { order }: Axis, axis: number): T {
  return order === undefined ? source : gather(source, tensor1d(order, 'int32'), axis);
}
