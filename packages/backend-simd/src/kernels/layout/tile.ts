import { type KernelConfig, type TensorInfo, Tile, type TileAttrs } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';
import { denseAxes } from './axes.ts';
import { stridedCopy } from './strided-copy.ts';
import { hasWords } from './words.ts';

export const tileKernel: KernelConfig = kernel<Record<'x', TensorInfo>, TileAttrs>(
  Tile,
  ({ inputs: { x }, attrs: { reps }, backend }) => {
    if (!hasWords(x)) return undefined;
    return stridedCopy(backend, x, {
      shape: x.shape.map((size, axis) => size * reps[axis]!),
      // Each axis becomes two: the repetitions, all of which begin at the same place, and the axis itself.
      axes: denseAxes(x.shape).flatMap((axis, index) => [{ size: reps[index]!, stride: 0 }, axis]),
    });
  },
);
