import type { LabelArray } from '@unet/tensor/arrays';
import { checkNumbered, numberOutOfRange } from './check-numbered.ts';

/**
 * Counts the pixels of every component, as NumPy's `bincount(labels, minlength=count + 1)`.
 * @param labels component numbers from 0 (background) to `count`, as {@link connectedComponents} returns them
 * @param count number of components
 * @returns `count + 1` areas in pixels: element n is component n, element 0 the background
 * @throws RangeError if a number lies outside 0 to `count`
 * @example
 * const { labels, count } = connectedComponents({ height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 2) });
 * componentSizes(labels, count); // 1, 2, 1, 1
 */
export function componentSizes(labels: LabelArray, count: number): Int32Array {
  checkNumbered('componentSizes', labels, count);
  const sizes = new Int32Array(count + 1);
  const { data } = labels;
  for (let pixel = 0; pixel < data.length; pixel++) {
    const number = data[pixel];
    if (number < 0 || number > count) throw numberOutOfRange('componentSizes', count, number);
    sizes[number]++;
  }
  return sizes;
}
