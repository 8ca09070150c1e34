import { phantomSlices } from '@unet/phantom/arrays';
import type { PhantomChoice } from '../storage/dataset-store.ts';
import { defaultHeldOut, type OpenedSlices } from './opened-slices.ts';

/** Makes synthetic slices. */
export function makePhantom(choice: PhantomChoice, heldOut: number = defaultHeldOut(choice.count)): OpenedSlices {
  const { seed, count, size } = choice;
  const slices = phantomSlices({ seed, count, height: size, width: size }).map(({ image, label }, index) => ({
    name: `phantom ${index}`,
    image,
    label,
  }));
  return { record: { origin: 'phantom', choice, heldOut }, slices };
}
