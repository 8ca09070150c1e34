import type { LabelledSlice } from '@unet/trainer/arrays';
import type { DatasetRecord } from '../storage/dataset-store.ts';

/** Slices that the worker hands to the page, and where they come from. */
export interface OpenedSlices {
  readonly record: DatasetRecord;
  readonly slices: readonly LabelledSlice[];
  /** What the user should know, such as that nothing could be kept. */
  readonly warning?: string;
}

/** How many slices are held out where nobody chose: a sixth, as in the command em-train. */
export function defaultHeldOut(count: number): number {
  return Math.max(1, Math.round(count / 6));
}

/** All memory of the slices, to be moved to another thread instead of copied. */
export function buffersOf(slices: readonly LabelledSlice[]): ArrayBuffer[] {
  return slices.flatMap(({ image, label }) => [image.data.buffer, label.data.buffer] as ArrayBuffer[]);
}
