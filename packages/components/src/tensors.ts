import { type Label, labelFromArray, labelToArray } from '@unet/tensor';
import type { ComponentBox, ConnectivityOptions } from './arrays.ts';
import * as arrays from './arrays.ts';

/** The connected regions of a label tensor. */
export interface ComponentTensors {
  /** int32 `[height, width]`: the number of its component at every pixel, 0 on the background. The caller disposes it. */
  readonly labels: Label;
  /** How many components there are. */
  readonly count: number;
}

/**
 * Numbers the connected regions of equal non-zero value of a label tensor `[height, width]`, from 1 in the order of their
 * first pixel, row by row. The label stays the caller's; the caller owns the result.
 * The method is that of `connectedComponents` in `@unet/components/arrays`, on the CPU.
 */
export async function connectedComponents(label: Label, options: ConnectivityOptions = {}): Promise<ComponentTensors> {
  const { labels, count } = arrays.connectedComponents(await labelToArray(label), options);
  return { labels: labelFromArray(labels), count };
}

/** Counts the pixels of every component: `count + 1` areas, element n for component n, element 0 for the background. */
export async function componentSizes(labels: Label, count: number): Promise<Int32Array> {
  return arrays.componentSizes(await labelToArray(labels), count);
}

/** Finds the bounding box of every component: `count` boxes in pixels, element n - 1 for component n. */
export async function componentBoxes(labels: Label, count: number): Promise<ComponentBox[]> {
  return arrays.componentBoxes(await labelToArray(labels), count);
}
