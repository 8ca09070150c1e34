import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { dataset } from '../state/dataset.ts';

/** The slice that is looked at. */
export interface ChosenSlice {
  /** Another one for another slice. */
  readonly key: string;
  /** Its place among the slices of the dataset. */
  readonly place: number;
  readonly name: string;
  readonly slice: LabelledSliceArrays;
}

/** The place that was chosen; there may be fewer slices meanwhile. */
export const chosenPlace: Signal<number> = signal(0);

/** Undefined while there are no slices. */
export const chosenSlice: ReadonlySignal<ChosenSlice | undefined> = computed(() => {
  if (dataset.value === undefined) return undefined;
  const { id, slices } = dataset.value;
  const place = Math.min(chosenPlace.value, slices.length - 1);
  const slice = slices[place]!;
  return { key: `${id} ${place}`, place, name: slice.name ?? `slice ${place}`, slice };
});
