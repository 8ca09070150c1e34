import { phantomSlices } from '@unet/phantom/arrays';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import type { PhantomChoice } from '../storage/dataset-store.ts';

/** Makes synthetic slices. */
export function makePhantom({ seed, count, size }: PhantomChoice): LabelledSliceArrays[] {
  const slices = phantomSlices({ seed, count, height: size, width: size });
  // Without the cells' numbers, of which nothing here makes use.
  return slices.map(({ name, image, label }) => ({ name, image, label }));
}
