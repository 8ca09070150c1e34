import type { Sample } from '@unet/tensor';
import type { SampleArrays } from '@unet/tensor/arrays';
import { checkCount, checkInteger, describe, isTensor } from '@unet/tensor/internal';

/**
 * Where a training run takes its samples from, in plain memory or as tensors. Sample `index` is always the same, however often and in
 * whatever order samples are asked for: that makes runs repeatable and resumable, and lets samples be prepared ahead or in workers.
 */
export interface SampleSource<Kind extends Sample | SampleArrays = Sample | SampleArrays> {
  /** Samples of one epoch. */
  readonly length: number;
  /**
   * The sample that is used at place `index` of the run, counted from 0 through all epochs. Each time a new one, which belongs to the
   * caller: `train` disposes tensors as soon as they are in a batch.
   */
  sample(index: number): Kind | Promise<Kind>;
}

/** A source that holds something until it is closed: samples that were prepared ahead, threads, or tensors. */
export interface ClosableSource<Kind extends Sample | SampleArrays = Sample | SampleArrays> extends SampleSource<Kind> {
  sample(index: number): Promise<Kind>;
  /**
   * Gives everything back. Samples that are under way, and all that are asked for afterwards, are refused. May be called again.
   */
  close(): Promise<void>;
}

/** Throws unless `source` is a {@link SampleSource}. */
export function checkSource(where: string, source: SampleSource): void {
  if (typeof source?.sample !== 'function') {
    throw new TypeError(`${where}: source must be a SampleSource { length, sample }, got ${describe(source)}`);
  }
  checkCount(where, 'source.length', source.length);
}

/** Throws RangeError unless `index` can be the place of a sample. */
export function checkSampleIndex(index: number): void {
  checkInteger('SampleSource.sample', 'index', index, 0);
}

/** Whether a sample is made of tensors. */
export function isTensorSample(sample: Sample | SampleArrays): sample is Sample {
  return isTensor(sample?.image);
}

/** Disposes a sample of tensors; one in plain memory needs nothing. */
export function releaseSample(sample: Sample | SampleArrays): void {
  if (isTensorSample(sample)) for (const part of [sample.image, sample.label, sample.weight]) part.dispose();
}

/** Releases a sample that was asked for and is not wanted any more, once it is there. Its failure is of no interest. */
export function releaseUnwanted(sample: Promise<Sample | SampleArrays>): void {
  sample.then(releaseSample, () => {});
}
