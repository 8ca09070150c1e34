import { describe, type SampleArrays } from '@unet/tensor/arrays';
import { type ClosableSource, checkSampleIndex, type SampleSource } from './sample-source.ts';

/** Options of {@link prefetch}. */
export interface PrefetchOptions {
  /**
   * How many samples after the one that was asked for are prepared meanwhile, and held in memory at most. Twice the batch keeps
   * one worker busy through steps that take unequally long; more workers want as many each. Default 2.
   */
  readonly ahead?: number;
}

/**
 * Asks another source for samples before they are needed: whoever takes sample `index` sets off those up to `index + ahead`,
 * which the source can prepare elsewhere while this thread takes a training step. Samples come out as they are, in whatever order
 * they are asked for; what does not follow on the one before, as after a resume, is asked for anew.
 *
 * A source that computes on this thread gains nothing: it would only be kept busy earlier.
 * @param source closed with the result, where it can be closed
 * @returns a source that hands out each prepared sample once; a sample that failed ahead of its time fails when it is asked for
 * @throws RangeError unless `ahead` is a positive integer
 * @example
 * const source = prefetch(await createWorkerSource({ createWorker, setup }), { ahead: 4 });
 */
export function prefetch(
  source: SampleSource & Partial<Pick<ClosableSource, 'close'>>,
  options: PrefetchOptions = {},
): ClosableSource {
  const { ahead = 2 } = options;
  if (!Number.isSafeInteger(ahead) || ahead < 1) {
    throw new RangeError(`prefetch: ahead must be a positive integer, got ${describe(ahead)}`);
  }
  const prepared = new Map<number, Promise<SampleArrays>>();
  let closed = false;
  // Async, so that a source that throws is as one that rejects.
  const ask = async (index: number): Promise<SampleArrays> => source.sample(index);

  return {
    length: source.length,
    async sample(index) {
      checkSampleIndex(index);
      if (closed) throw new Error('prefetch: the source is closed');
      const sample = prepared.get(index) ?? ask(index);
      prepared.delete(index);
      const last = index + ahead;
      for (const place of prepared.keys()) if (place < index || place > last) prepared.delete(place);
      for (let place = index + 1; place <= last; place++) {
        if (prepared.has(place)) continue;
        const upcoming = ask(place);
        // Until somebody asks for it, its failure is nobody's.
        upcoming.catch(() => {});
        prepared.set(place, upcoming);
      }
      return sample;
    },
    async close() {
      closed = true;
      prepared.clear();
      await source.close?.();
    },
  };
}
