import type { Axis } from '../../generated/jobs.ts';

/** Axes of a dense tensor. */
export function denseAxes(shape: readonly number[]): Axis[] {
  let stride = 1;
  return shape
    .toReversed()
    .map((size) => {
      const axis = { size, stride };
      stride *= size;
      return axis;
    })
    .reverse();
}

/**
 * As few axes as describe the same values in the same order: those of length 1 are left out, and neighbours that are walked as one
 * become one.
 */
export function mergeAxes(axes: readonly Axis[]): Axis[] {
  const merged: Axis[] = [];
  for (const axis of axes) {
    const outer = merged.at(-1);
    if (axis.size === 1) continue;
    if (outer !== undefined && outer.stride === axis.stride * axis.size) {
      merged[merged.length - 1] = { size: outer.size * axis.size, stride: axis.stride };
    } else {
      merged.push(axis);
    }
  }
  return merged;
}
