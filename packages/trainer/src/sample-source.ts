import { describe, type SampleArrays } from '@unet/tensor/arrays';

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

/** A source that holds something until it is closed: samples that nobody has asked for yet, or threads. */
export interface ClosableSource extends SampleSource {
  sample(index: number): Promise<SampleArrays>;
  /**
   * Gives everything back. Samples that are under way, and all that are asked for afterwards, are refused. May be called again.
   */
  close(): Promise<void>;
}

/** Throws RangeError unless `index` can be the place of a sample. */
export function checkSampleIndex(index: number): void {
  if (!Number.isSafeInteger(index) || index < 0) {
    throw new RangeError(`SampleSource.sample: index must be a non-negative integer, got ${describe(index)}`);
  }
}
