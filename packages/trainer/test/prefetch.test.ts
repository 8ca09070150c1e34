import type { Sample } from '@unet/tensor';
import type { SampleArrays } from '@unet/tensor/arrays';
import { type ClosableSource, createTileSource, prefetch, type SampleSource } from '@unet/trainer/arrays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { variedSource, watched } from './sources.ts';
import { squareSlices, tinyConfig } from './tiny.ts';

/** Lets everything happen that waits for nothing but its turn. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('asks ahead', () => {
  test('of each sample that is taken, in order, each once', async () => {
    const source = watched(variedSource());
    const ahead = prefetch(source, { ahead: 3 });
    expect(ahead.length).toBe(source.length);
    expect(source.asked).toEqual([]);
    const first = ahead.sample(0);
    // Before anything is awaited: the training step that follows would keep everybody waiting.
    expect(source.asked).toEqual([0, 1, 2, 3]);
    await first;
    const second = ahead.sample(1);
    expect(source.asked).toEqual([0, 1, 2, 3, 4]);
    await second;
    for (const index of [2, 3, 4, 5]) await ahead.sample(index);
    expect(source.asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('2 by default', async () => {
    const source = watched(variedSource());
    await prefetch(source).sample(7);
    expect(source.asked).toEqual([7, 8, 9]);
  });

  test('of a jump anew, and forgets what lies outside', async () => {
    const source = watched(variedSource());
    const ahead = prefetch(source, { ahead: 2 });
    for (const index of [4, 20, 5, 6]) await ahead.sample(index);
    expect(source.asked).toEqual([4, 5, 6, 20, 21, 22, 5, 6, 7, 8]);
  });

  test('keeps what still lies ahead after a small jump', async () => {
    const source = watched(variedSource());
    const ahead = prefetch(source, { ahead: 3 });
    for (const index of [0, 2, 1]) await ahead.sample(index);
    expect(source.asked).toEqual([0, 1, 2, 3, 4, 5, 1, 2]);
  });
});

test('samples are those of the source, in whatever order, and nobody gets what another has', async () => {
  const plain = variedSource();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(12), { maxLength: 10 }),
      fc.integer({ min: 1, max: 4 }),
      async (indices, ahead) => {
        const source = prefetch(variedSource(), { ahead });
        for (const index of indices) {
          const sample = await source.sample(index);
          expect(sample).toEqual(plain.sample(index));
          sample.image.data.fill(-1);
        }
        const [one, other] = await Promise.all([source.sample(3), source.sample(3)]);
        expect(one).toEqual(other);
        expect(one!.image.data).not.toBe(other!.image.data);
      },
    ),
    { numRuns: 5 },
  );
});

describe('errors', () => {
  const failing = (fail: () => SampleArrays | Promise<SampleArrays>): SampleSource<SampleArrays> => ({
    length: 8,
    sample: (index) => (index === 2 ? fail() : variedSource().sample(index)),
  });

  test.each([
    [
      'thrown',
      () => {
        throw new RangeError('unreadable');
      },
    ],
    ['rejected', () => Promise.reject(new RangeError('unreadable'))],
  ] as [string, () => never][])('%s come with the sample that they belong to', async (_, fail) => {
    const source = prefetch(failing(fail), { ahead: 2 });
    const plain = variedSource();
    expect(await source.sample(0)).toEqual(plain.sample(0));
    // An unhandled rejection would end the test run.
    await settle();
    expect(await source.sample(1)).toEqual(plain.sample(1));
    await expect(source.sample(2)).rejects.toThrow(new RangeError('unreadable'));
    await expect(source.sample(2)).rejects.toThrow(new RangeError('unreadable'));
    expect(await source.sample(3)).toEqual(plain.sample(3));
  });

  test('that are gone when the sample is asked for again', async () => {
    let failures = 0;
    const source = prefetch(
      failing(() => {
        if (++failures === 1) throw new Error('busy');
        return variedSource().sample(2);
      }),
    );
    await source.sample(1);
    await expect(source.sample(2)).rejects.toThrow('busy');
    expect(await source.sample(2)).toEqual(variedSource().sample(2));
  });

  test.each([-1, 0.5, Number.NaN])('there is no sample %d, and none after it', async (index) => {
    const source = watched(variedSource());
    await expect(prefetch(source).sample(index)).rejects.toThrow(
      new RangeError(`SampleSource.sample: index must be a non-negative integer, got ${index}`),
    );
    expect(source.asked).toEqual([]);
  });

  test.each([0, -1, 1.5, Number.POSITIVE_INFINITY])('ahead %d makes no sense', (ahead) => {
    expect(() => prefetch(variedSource(), { ahead })).toThrow(
      new RangeError(`prefetch: ahead must be a positive integer, got ${ahead}`),
    );
  });
});

test('wrong arguments are refused', () => {
  expect(() => prefetch('https://example.org/samples' as never)).toThrow(
    new TypeError('prefetch: source must be a SampleSource { length, sample }, got "https://example.org/samples"'),
  );
  expect(() => prefetch(variedSource(), { depth: 2 } as never)).toThrow(
    new TypeError('prefetch: options.depth is not an option, only ahead'),
  );
});

describe('samples of tensors that are not asked for', () => {
  /** Samples that note what becomes of them: what of a tensor is used here. */
  function tensorSource() {
    const live = new Set<number>();
    let made = 0;
    const part = () => {
      const id = made++;
      live.add(id);
      return { shape: [1, 1], dtype: 'int32', dataId: {}, dispose: () => live.delete(id) };
    };
    const source = { length: 8, sample: async () => ({ image: part(), label: part(), weight: part() }) };
    return { source: source as never as SampleSource<Sample>, live };
  }

  test('are disposed, by a jump or at the end', async () => {
    const { source, live } = tensorSource();
    const ahead = prefetch(source, { ahead: 3 });
    const first = await ahead.sample(0);
    await settle();
    expect(live.size).toBe(12);
    // Samples 1 to 3 are dropped for 21 to 23.
    const second = await ahead.sample(20);
    await settle();
    expect(live.size).toBe(15);
    await ahead.close();
    expect(live.size).toBe(6);
    for (const { image, label, weight } of [first, second]) for (const one of [image, label, weight]) one.dispose();
    expect(live.size).toBe(0);
  });
});

test('closing waits for samples that are still under way, also those that a jump has dropped', async () => {
  const answers: ((value: unknown) => void)[] = [];
  let released = 0;
  const part = { shape: [1, 1], dtype: 'int32', dataId: {}, dispose: () => released++ };
  const source = { length: 8, sample: () => new Promise((answer) => answers.push(answer)) };
  const ahead = prefetch(source as never as SampleSource<Sample>, { ahead: 1 });
  const wanted = [ahead.sample(0), ahead.sample(5)];
  expect(answers).toHaveLength(4);
  let closed = false;
  const closing = ahead.close().then(() => {
    closed = true;
  });
  for (const [index, answer] of answers.entries()) {
    await settle();
    expect(closed).toBe(index > 3);
    answer({ image: part, label: part, weight: part });
  }
  await closing;
  await Promise.all(wanted);
  expect(released, 'samples 1 and 6').toBe(6);
});

describe('closed', () => {
  test('it refuses samples, asks for none, and closes what is below', async () => {
    let closed = 0;
    const source = watched(variedSource());
    const below: ClosableSource = {
      ...source,
      sample: async (index) => source.sample(index),
      close: async () => {
        closed++;
      },
    };
    const ahead = prefetch(below, { ahead: 1 });
    await ahead.sample(0);
    await ahead.close();
    expect(closed).toBe(1);
    await expect(ahead.sample(1)).rejects.toThrow(new Error('prefetch: the source is closed'));
    expect(source.asked).toEqual([0, 1]);
  });

  test('a source that cannot be closed', async () => {
    const source = prefetch(createTileSource(squareSlices(1), { config: tinyConfig }));
    await source.close();
    await expect(source.sample(0)).rejects.toThrow('closed');
  });
});
