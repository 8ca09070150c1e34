import { type Signal, signal } from '@preact/signals';
import type { LabelledSliceArrays, Scaling } from '@unet/tensor/arrays';

/** The labelled slices that everything on the page works with. */
export interface Dataset {
  /** A new one for other slices: a run belongs to the slices that it was started on. */
  readonly id: string;
  /** Where they come from, in a few words. */
  readonly description: string;
  readonly origin: 'phantom' | 'files';
  /** Two or more, all with a name and of the same number of channels; labels 0 (border) and 1 (inside of cells). */
  readonly slices: readonly LabelledSliceArrays[];
  /** How grey values were scaled, which the network keeps; undefined: by type. */
  readonly scaling?: Scaling | undefined;
  /** How many slices at the end are never trained on. */
  readonly heldOut: number;
}

/** Undefined until the first slices are there, which takes a moment after the page has opened. */
export const dataset: Signal<Dataset | undefined> = signal(undefined);

/** Slices to train on: all but the last ones. */
export function trainingSlices({ slices, heldOut }: Dataset): readonly LabelledSliceArrays[] {
  return slices.slice(0, slices.length - heldOut);
}

/** Slices that are only looked at and scored. */
export function heldOutSlices({ slices, heldOut }: Dataset): readonly LabelledSliceArrays[] {
  return slices.slice(slices.length - heldOut);
}
