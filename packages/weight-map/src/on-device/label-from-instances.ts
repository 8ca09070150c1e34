import { cast, logicalAnd, notEqual, tidy } from '@tensorflow/tfjs-core';
import type { Label } from '@unet/tensor';
import { checkLabel } from '@unet/tensor/internal';
import { checkSeparationOptions, type SeparationOptions } from '../separate-instances.ts';
import { keptOf } from './separate-instances.ts';

/**
 * The class map to train with, of an instance map: 1 on cells, 0 on the background and on the gap between cells that touch
 * (`separateInstances`), on the device: nothing is read. It belongs to the weight map that `weightMap` makes of the same instances
 * with `kind: 'instances'` and the same gap.
 * @param instances `[height, width]`, every cell has a number of its own up to 2^24, 0 is the background; stays the caller's
 * @returns int32 `[height, width]`; the caller owns it
 * @throws TypeError, RangeError if `instances` is no `Label` or an option is unknown or out of range
 * @example
 * const label = labelFromInstances(instances);
 */
export function labelFromInstances(instances: Label, options: SeparationOptions = {}): Label {
  checkLabel('labelFromInstances', 'instances', instances);
  checkSeparationOptions('labelFromInstances', options);
  return tidy(() => cast(logicalAnd(keptOf(instances, options), notEqual(instances, 0)), 'int32'));
}
