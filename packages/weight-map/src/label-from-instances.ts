import type { LabelArray } from '@unet/tensor/arrays';
import { checkLabelArray } from '@unet/tensor/internal';
import { checkSeparationOptions, type SeparationOptions, separateInstances } from './separate-instances.ts';

/**
 * The class map to train with, of an instance map: 1 on cells, 0 on the background and on the gap between cells that touch
 * ({@link separateInstances}). It belongs to the weight map that {@link weightMap} makes of the same instances with `kind:
 * 'instances'` and the same gap.
 * @param instances every cell has a number of its own, 0 is the background; stays the caller's
 * @throws TypeError, RangeError if `instances` is no {@link LabelArray} or an option is unknown or out of range
 * @example
 * const instances = { height: 1, width: 6, data: Int32Array.of(1, 1, 1, 2, 2, 2) };
 * labelFromInstances(instances).data; // 1, 1, 0, 0, 1, 1
 */
export function labelFromInstances(instances: LabelArray, options: SeparationOptions = {}): LabelArray {
  checkLabelArray('labelFromInstances', 'instances', instances);
  checkSeparationOptions('labelFromInstances', options);
  return foreground(separateInstances(instances, options));
}

/** 1 wherever there is an instance. */
export function foreground({ height, width, data }: LabelArray): LabelArray {
  return { height, width, data: data.map((instance) => (instance === 0 ? 0 : 1)) };
}
