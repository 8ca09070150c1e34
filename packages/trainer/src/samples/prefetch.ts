import { checkCount, checkOptions } from '@unet/tensor/internal';
import { releaseUnwanted } from './release-sample.ts';
import { type ClosableSource, checkSampleIndex, checkSource, type SampleSource } from './sample-source.ts';

/** Options of {@link prefetch}. */
export interface PrefetchOptions {
  /**
   * How many samples after the one that was asked for are prepared meanwhile, and held in memory at most. Twice the batch size keeps
   * one worker busy through steps that take unequally long; more workers want as many each. Default 2.
   */
  readonly ahead?: number | undefined;
}

/**
 * Asks another source for samples before they are needed: asking for sample `index` sets off those up to `index + ahead`,
 * which the source can prepare elsewhere while this thread takes a training step. Samples come out as they are, in whatever order
 * they are asked for; what does not follow on the one before, as after a resume, is asked for anew.
 *
 * A source that computes on this thread gains nothing: it would only be kept busy earlier.
 * @param source closed with the result, where it can be closed
 * @returns a source that hands out each prepared sample once, and disposes tensors that are not asked for; a sample that failed ahead of
 * its time fails when it is asked for
 * @throws TypeError for what is no source or an unknown option, RangeError unless `ahead` is a positive integer
 * @example
 * const source = prefetch(await createWorkerSource({ createWorker, setup }), { ahead: 4 });
 */
export function prefetch<Kind>(
  source: SampleSource<Kind> & Partial<Pick<ClosableSource<Kind>, 'close'>>,
  options: PrefetchOptions = {},
): ClosableSource<Kind> {
  checkSource('prefetch', source);
  checkOptions('prefetch', options, { ahead: true });
  const { ahead = 2 } = options;
  checkCount('prefetch', 'ahead', ahead);
  const prepared = new Map<number, Promise<Kind>>();
  let closed = false;
  // Async, so that a source that throws is as one that rejects.
  const ask = async (index: number): Promise<Kind> => source.sample(index);
  /** Of samples that were dropped and may still be under way. */
  const releases = new Set<Promise<void>>();
  const drop = (index: number): void => {
    const release = releaseUnwanted(prepared.get(index)!);
    releases.add(release);
    release.finally(() => releases.delete(release));
    prepared.delete(index);
  };

  return {
    length: source.length,
    async sample(index) {
      checkSampleIndex(index);
      if (closed) throw new Error('prefetch: the source is closed');
      const sample = prepared.get(index) ?? ask(index);
      prepared.delete(index);
      const last = index + ahead;
      for (const place of [...prepared.keys()]) if (place < index || place > last) drop(place);
      for (let place = index + 1; place <= last; place++) {
        if (prepared.has(place)) continue;
        const upcoming = ask(place);
        // It may fail before it is asked for: that is no unhandled rejection.
        upcoming.catch(() => {});
        prepared.set(place, upcoming);
      }
      return sample;
    },
    async close() {
      closed = true;
      for (const place of [...prepared.keys()]) drop(place);
      try {
        await source.close?.();
      } finally {
        await Promise.all(releases);
      }
    },
  };
}
