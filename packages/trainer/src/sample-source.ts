import type { SampleArrays } from '@unet/tensor/arrays';

/**
 * Where a training run takes its samples from. Sample `index` is always the same, however often and in whatever order samples
 * are asked for: that makes runs repeatable and resumable, and lets samples be prepared ahead or in workers.
 */
export interface SampleSource {
  /** Samples of one epoch. */
  readonly length: number;
  /** The sample that is used at place `index` of the run, counted from 0 through all epochs. */
  sample(index: number): SampleArrays | Promise<SampleArrays>;
}
