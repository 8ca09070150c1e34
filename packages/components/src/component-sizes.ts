import type { LabelArray } from '@unet/tensor/arrays';
import { checkNumbered, type NumberedOptions, numberOutOfRange } from './numbered.ts';

/**
 * Counts the pixels of every component, as NumPy's `bincount(labels, minlength=count + 1)`.
 * @param labels component numbers from 0 (background) to `count`, as {@link connectedComponents} returns them
 * @returns `count + 1` areas in pixels: element n is component n, element 0 the background
 * @throws TypeError for what is not a label or for an unknown option; RangeError if `count` is not an integer >= 0 or a number lies
 * outside 0 to `count`
 * @example
 * const { labels, count } = connectedComponents({ height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 2) });
 * componentSizes(labels, { count }); // 1, 2, 1, 1
 */
export function componentSizes(labels: LabelArray, options: NumberedOptions): Int32Array {
  checkNumbered('componentSizes', labels, options);
  const { count } = options;
  const sizes = new Int32Array(count + 1);
  const { data } = labels;
  for (let pixel = 0; pixel < data.length; pixel++) {
    const number = data[pixel];
    if (number < 0 || number > count) throw numberOutOfRange('componentSizes', count, number);
    sizes[number]++;
  }
  return sizes;
}
