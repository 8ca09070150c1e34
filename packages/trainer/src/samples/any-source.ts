import type { Sample } from '@unet/tensor';
import type { SampleArrays } from '@unet/tensor/arrays';
import type * as ofArrays from './sample-source.ts';

/**
 * Where a training run takes its samples from, in plain memory or as tensors. Sample `index` is always the same, however often and in
 * whatever order samples are asked for: that makes runs repeatable and resumable, and lets samples be prepared ahead or in workers.
 */
export type SampleSource<Kind extends Sample | SampleArrays = Sample | SampleArrays> = ofArrays.SampleSource<Kind>;

/** A source that holds something until it is closed: samples that were prepared ahead, threads, or tensors. */
export type ClosableSource<Kind extends Sample | SampleArrays = Sample | SampleArrays> = ofArrays.ClosableSource<Kind>;
