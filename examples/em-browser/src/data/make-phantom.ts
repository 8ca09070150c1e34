import { phantomSlices } from '@unet/phantom/arrays';
import type { LabelledSlice } from '@unet/trainer/arrays';
import type { PhantomChoice } from '../storage/dataset-store.ts';

/** Makes synthetic slices. */
export function makePhantom({ seed, count, size }: PhantomChoice): LabelledSlice[] {
  const slices = phantomSlices({ seed, count, height: size, width: size });
  return slices.map(({ image, label }, index) => ({ name: `phantom ${index}`, image, label }));
}
