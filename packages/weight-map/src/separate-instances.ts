import type { LabelArray } from '@unet/tensor/arrays';
import { checkLabelArray, checkOptions, describe } from '@unet/tensor/internal';

/** How instances that touch are moved apart. */
export interface SeparationOptions {
  /**
   * Width of the background between two instances that had an edge in common, in pixels. 2: both lose their outermost
   * pixels, which favours neither. 1: only the instance with the lower number does. Default 2.
   */
  readonly gap?: 1 | 2 | undefined;
}

/**
 * Makes the thin background between touching instances that lets a class map keep them apart (Ronneberger et al. 2015,
 * section 3): with `gap` 2 every pixel becomes 0 that has another instance among its eight neighbours, with `gap` 1 every
 * pixel that has an instance with a higher number there. The neighbours are those of the input, so that the order of the
 * pixels does not matter. Afterwards no two instances touch, not even at corners; what did not touch before is unchanged.
 *
 * The pixels that are left keep their numbers. An instance may fall into pieces, or vanish if it is no wider than what it
 * loses. An odd gap cannot be symmetric: that is why `gap` 1 takes sides.
 * @param instances every instance has a number of its own, 0 is the background; stays the caller's
 * @throws TypeError, RangeError if `instances` is no {@link LabelArray} or an option is unknown or out of range
 * @example
 * const instances = { height: 1, width: 6, data: Int32Array.of(1, 1, 1, 2, 2, 2) };
 * separateInstances(instances).data; // 1, 1, 0, 0, 2, 2
 * separateInstances(instances, { gap: 1 }).data; // 1, 1, 0, 2, 2, 2
 */
export function separateInstances(instances: LabelArray, options: SeparationOptions = {}): LabelArray {
  checkLabelArray('separateInstances', 'instances', instances);
  checkSeparationOptions('separateInstances', options);
  const bothSides = (options.gap ?? 2) === 2;
  const { height, width, data } = instances;
  const separated = data.slice();
  for (let row = 0, pixel = 0; row < height; row++) {
    const top = row > 0 ? -width : 0;
    const bottom = row + 1 < height ? width : 0;
    for (let column = 0; column < width; column++, pixel++) {
      const instance = data[pixel];
      if (instance === 0) continue;
      const left = column > 0 ? -1 : 0;
      const right = column + 1 < width ? 1 : 0;
      for (let down = top; down <= bottom; down += width) {
        for (let across = left; across <= right; across++) {
          const other = data[pixel + down + across];
          if (other !== 0 && (bothSides ? other !== instance : other > instance)) separated[pixel] = 0;
        }
      }
    }
  }
  return { height, width, data: separated };
}

/** Throws for unknown or wrong options; on tensors, too. */
export function checkSeparationOptions(where: string, options: SeparationOptions): void {
  checkOptions(where, options, { gap: true });
  checkGap(where, options);
}

/** Throws unless the gap is 1 or 2. */
export function checkGap(where: string, { gap = 2 }: SeparationOptions, prefix = ''): void {
  if (gap !== 1 && gap !== 2) throw new RangeError(`${where}: ${prefix}gap must be 1 or 2, got ${describe(gap)}`);
}
