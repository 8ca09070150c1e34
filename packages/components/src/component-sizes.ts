import { checkComponents, numberOutOfRange } from './check-components.ts';
import type { ComponentsArrays } from './connected-components.ts';

/**
 * Counts the pixels of every component, as NumPy's `bincount(labels, minlength=count + 1)`.
 * @param components what `connectedComponents` returns: `labels` from 0 (background) to `count`
 * @returns `count + 1` areas in pixels: element n is component n, element 0 the background
 * @throws TypeError for what is not `{ labels, count }`; RangeError if `count` is not an integer >= 0 or a number lies outside 0 to `count`
 * @example
 * const components = connectedComponents({ height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 2) });
 * componentSizes(components); // 1, 2, 1, 1
 */
export function componentSizes(components: ComponentsArrays): Int32Array {
  checkComponents('componentSizes', components);
  const { labels, count } = components;
  const sizes = new Int32Array(count + 1);
  const { data } = labels;
  for (let pixel = 0; pixel < data.length; pixel++) {
    const number = data[pixel];
    if (number < 0 || number > count) throw numberOutOfRange('componentSizes', count, number);
    sizes[number]++;
  }
  return sizes;
}
