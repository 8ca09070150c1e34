import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import type { DatasetRecord } from '../storage/dataset-store.ts';
import type { SliceView } from './slice-view.ts';

/** Slices that the worker hands to the page, and where they come from. */
export interface OpenedSlices {
  readonly record: DatasetRecord;
  readonly slices: readonly LabelledSliceArrays[];
  /** How each slice looks. */
  readonly views: readonly SliceView[];
  /** What the user's own slices are called that the browser keeps, whether or not these are they. */
  readonly kept?: string;
  /** What the user should know, such as that nothing could be kept. */
  readonly warning?: string;
}
