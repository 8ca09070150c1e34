import { checkComponents, numberOutOfRange } from './check-components.ts';
import type { ComponentsArrays } from './connected-components.ts';

/** The smallest upright rectangle around a component: rows `row` to `row + height - 1`, columns `column` to `column + width - 1`. */
export interface ComponentBox {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
}

/**
 * Finds the bounding box of every component in one pass.
 * @param components what `connectedComponents` returns: `labels` from 0 (background) to `count`
 * @returns `count` boxes in pixels, element n - 1 for component n; a number without pixels has a box of size 0 at (0, 0)
 * @throws TypeError for what is not `{ labels, count }`; RangeError if `count` is not an integer >= 0 or a number lies outside 0 to `count`
 * @example
 * const components = connectedComponents({ height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 2) });
 * componentBoxes(components)[1]; // { row: 0, column: 3, height: 1, width: 1 }
 */
export function componentBoxes(components: ComponentsArrays): ComponentBox[] {
  checkComponents('componentBoxes', components);
  const { labels, count } = components;
  const { height, width, data } = labels;
  const top = new Int32Array(count + 1).fill(-1);
  const bottom = new Int32Array(count + 1);
  const left = new Int32Array(count + 1).fill(width);
  const right = new Int32Array(count + 1);
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      const number = data[pixel];
      if (number < 0 || number > count) throw numberOutOfRange('componentBoxes', count, number);
      if (top[number] < 0) top[number] = row;
      bottom[number] = row;
      if (column < left[number]) left[number] = column;
      if (column > right[number]) right[number] = column;
    }
  }
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    if (top[number] < 0) return { row: 0, column: 0, height: 0, width: 0 };
    return {
      row: top[number],
      column: left[number],
      height: bottom[number] - top[number] + 1,
      width: right[number] - left[number] + 1,
    };
  });
}
