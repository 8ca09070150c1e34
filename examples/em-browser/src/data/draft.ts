import type { Finding, Reading } from '@unet/dataset';
import type { SliceView } from './slice-view.ts';

/** Slices from files while they are checked; the worker has their pixels. */
export interface Draft {
  readonly description: string;
  readonly reading: Reading;
  readonly findings: readonly Finding[];
  /** How the slices that are not left out look when they are read so. */
  readonly views: readonly SliceView[];
}
