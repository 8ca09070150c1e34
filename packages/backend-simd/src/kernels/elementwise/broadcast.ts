import { backend_util, util } from '@tensorflow/tfjs-core';
import type { BroadcastAxis } from '../../generated/jobs.ts';

/** How two tensors run against each other: the shape of the result, and its axes as the kernels of assembly/elementwise/binary.ts take them. */
export interface Broadcast {
  readonly shape: number[];
  readonly axes: Axes;
}

/** The four axes that the kernels take, outermost first: length, strides of both operands in values; 0 where an operand stays the same. */
export type Axes = readonly [BroadcastAxis, BroadcastAxis, BroadcastAxis, BroadcastAxis];

const AXES = 4;

/**
 * Values of a result that the kernels can count in 32 bits with a sign, with room to round up. Only truth values, of one byte, can be
 * more, and only where operands that are smaller run against each other: all other tensors of such a size would not fit into memory.
 */
const MOST_VALUES = 2 ** 31 - 2 ** 16;

/**
 * Broadcasts two shapes, by NumPy's rules, and joins neighbouring axes wherever both operands run on from one to the next, so that most pairs
 * of shapes come down to one or two axes.
 * @returns undefined if more than four axes are left, or the result has too many values for a kernel to count
 * @throws Error if the shapes do not go together
 * @example
 * broadcast([2, 3, 4], [4]).axes.slice(2); // [{ length: 6, a: 4, b: 0 }, { length: 4, a: 1, b: 1 }]
 */
export function broadcast(aShape: number[], bShape: number[]): Broadcast | undefined {
  const shape = backend_util.assertAndGetBroadcastShape(aShape, bShape);
  if (util.sizeFromShape(shape) > MOST_VALUES) return undefined;
  const merged: BroadcastAxis[] = [];
  let [aStride, bStride] = [1, 1];
  for (let fromEnd = 1; fromEnd <= shape.length; fromEnd++) {
    const aLength = aShape.at(-fromEnd) ?? 1;
    const bLength = bShape.at(-fromEnd) ?? 1;
    const length = shape.at(-fromEnd)!;
    const axis = { length, a: aLength === 1 ? 0 : aStride, b: bLength === 1 ? 0 : bStride };
    aStride *= aLength;
    bStride *= bLength;
    const inside = merged[0];
    if (length === 1) continue;
    if (inside !== undefined && axis.a === inside.a * inside.length && axis.b === inside.b * inside.length) {
      merged[0] = { ...inside, length: inside.length * length };
    } else merged.unshift(axis);
  }
  if (merged.length > AXES) return undefined;
  if (merged.length === 0) merged.push({ length: 1, a: 1, b: 1 });
  while (merged.length < AXES) merged.unshift({ length: 1, a: 0, b: 0 });
  return { shape, axes: merged as [BroadcastAxis, BroadcastAxis, BroadcastAxis, BroadcastAxis] };
}
