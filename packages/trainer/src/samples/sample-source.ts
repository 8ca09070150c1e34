import type { SampleArrays } from '@unet/tensor/arrays';
import { checkCount, checkInteger, describe } from '@unet/tensor/internal';

// No declaration here names a tensor: workers are compiled against it, without the types of a page that TensorFlow.js wants.

/**
 * Where a training run takes its samples from. Sample `index` is always the same, however often and in whatever order samples are asked for:
 * that makes runs repeatable and resumable, and lets samples be prepared ahead or in workers.
 */
export interface SampleSource<Kind = SampleArrays> {
  /** Samples of one epoch. */
  readonly length: number;
  /**
   * The sample that is used at place `index` of the run, counted from 0 through all epochs. Each time a new one, which belongs to whoever
   * asked: `train` disposes tensors as soon as they are in a batch.
   */
  sample(index: number): Kind | Promise<Kind>;
}

/** A source that holds something until it is closed: samples that were prepared ahead, threads, or tensors. */
export interface ClosableSource<Kind = SampleArrays> extends SampleSource<Kind> {
  sample(index: number): Promise<Kind>;
  /**
   * Gives everything back, and settles when nothing is held. Samples that are under way, and all that are asked for afterwards, are refused. May
   * be called again.
   */
  close(): Promise<void>;
}

/** Throws unless `source` is a {@link SampleSource}. */
export function checkSource(where: string, source: SampleSource<unknown>): void {
  if (typeof source?.sample !== 'function') {
    throw new TypeError(`${where}: source must be a SampleSource { length, sample }, got ${describe(source)}`);
  }
  checkCount(where, 'source.length', source.length);
}

/** Throws RangeError unless `index` can be the place of a sample. */
export function checkSampleIndex(index: number): void {
  checkInteger('SampleSource.sample', 'index', index, 0);
}
