import { gather, slice, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import type { Boundary } from '@unet/tensor';
import { type Rectangle, windowIndices } from '../copy-window.ts';

/**
 * Cuts a window out of a `[height, width, ...]` tensor, mirrored wherever it leaves the image. Tensors are released by the caller's
 * `tidy`.
 */
export function copyWindow<Source extends Tensor>(source: Source, window: Rectangle, boundary: Boundary): Source {
  const axes = [
    { axis: 0, start: window.row, count: window.height, length: source.shape[0]! },
    { axis: 1, start: window.column, count: window.width, length: source.shape[1]! },
  ];
  const isInside = ({ start, count, length }: (typeof axes)[number]): boolean => start >= 0 && start + count <= length;
  const begin = axes.map((axis) => (isInside(axis) ? axis.start : 0));
  const size = axes.map((axis) => (isInside(axis) ? axis.count : axis.length));
  const rest = source.shape.slice(2);
  // What lies inside is cut first, so that no more is gathered than has to be.
  const inside = slice(source, [...begin, ...rest.map(() => 0)], [...size, ...rest]) as Source;
  return axes
    .filter((axis) => !isInside(axis))
    .reduce<Source>((part, { axis, start, count, length }) => {
      return gather(part, tensor1d(windowIndices(start, count, length, boundary), 'int32'), axis);
    }, inside);
}
