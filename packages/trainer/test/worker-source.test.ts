import type { LabelledSliceArrays, SampleArrays } from '@unet/tensor/arrays';
import {
  createTileSource,
  createWorkerSource,
  prefetch,
  type SampleSource,
  SampleWorkerError,
  serveSamples,
  shareSlices,
  type TileSourceOptions,
} from '@unet/trainer/arrays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type InThreadWorker, inThreadWorker } from './in-thread-worker.ts';
import { tileOptions, variedSource, watched } from './sources.ts';
import { squareSlices } from './tiny.ts';

interface TileSetup {
  readonly slices: readonly LabelledSliceArrays[];
  readonly options: TileSourceOptions;
}

const setup: TileSetup = { slices: squareSlices(2), options: tileOptions };
const tileWorker = () => inThreadWorker(({ slices, options }: TileSetup) => createTileSource(slices, options));

/** Workers that serve one source, which is watched, and that can be looked at. */
async function workersOf(
  source: SampleSource<SampleArrays> | ((setup: unknown) => SampleSource<SampleArrays>),
  workers = 1,
) {
  const created: InThreadWorker[] = [];
  const createSource = typeof source === 'function' ? source : () => source;
  const createWorker = () => {
    const worker = inThreadWorker(createSource);
    created.push(worker);
    return worker;
  };
  return { source: await createWorkerSource({ createWorker, workers, setup: {} }), created };
}

/** A source whose samples come when they are let go. */
function gated() {
  const gates = new Map<number, () => void>();
  const plain = variedSource();
  const source: SampleSource<SampleArrays> = {
    length: plain.length,
    sample: async (index) => {
      await new Promise<void>((resolve) => gates.set(index, resolve));
      return plain.sample(index);
    },
  };
  return { source, gates };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('samples', () => {
  test.each([1, 2, 3])('are those of this thread, bit for bit, with %d workers, ahead or not', async (workers) => {
    const plain = variedSource();
    const source = await createWorkerSource({ createWorker: tileWorker, workers, setup });
    const ahead = prefetch(source, { ahead: workers });
    expect(source.length).toBe(plain.length);
    const indices = fc.array(fc.nat(40), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(indices, async (places) => {
        const expected = places.map((index) => plain.sample(index));
        expect(await Promise.all(places.map((index) => source.sample(index)))).toEqual(expected);
        for (const [item, index] of places.entries()) expect(await ahead.sample(index)).toEqual(expected[item]);
      }),
      { numRuns: 4 },
    );
    await ahead.close();
  });

  test('of a setup that reaches each worker once', async () => {
    const setups: TileSetup[] = [];
    const createWorker = () =>
      inThreadWorker((received: TileSetup) => {
        setups.push(received);
        return createTileSource(received.slices, received.options);
      });
    const source = await createWorkerSource({ createWorker, workers: 2, setup });
    for (let index = 0; index < 6; index++) await source.sample(index);
    expect(setups).toEqual([setup, setup]);
    await source.close();
  });

  test('are transferred, not copied', async () => {
    const made: SampleArrays[] = [];
    const plain = variedSource();
    const { source } = await workersOf({
      length: 8,
      sample: async (index) => {
        made.push(await plain.sample(index));
        return made.at(-1)!;
      },
    });
    const { image, label, weight } = await source.sample(3);
    const left = [made[0]!.image, made[0]!.label, made[0]!.weight].map(({ data }) => data.buffer.byteLength);
    expect(left).toEqual([0, 0, 0]);
    expect({ image, label, weight }).toEqual(plain.sample(3));
    await source.close();
  });

  test('in parts of larger buffers, in shared ones, or in one array twice, arrive whole; the rest stays', async () => {
    const buffer = new ArrayBuffer(1000);
    // Pages that are not isolated have no shared memory.
    const shared = shareSlices([squareSlice(4)])[0]!.label.data;
    const plane = new Float32Array(4).fill(3);
    const odd: SampleArrays = {
      image: { height: 2, width: 2, channels: 1, data: new Float32Array(buffer, 16, 4).fill(1) },
      label: { height: 2, width: 2, data: shared.subarray(4, 8) },
      weight: { height: 2, width: 2, data: new Float32Array(buffer, 32, 4).fill(2) },
    };
    const { source } = await workersOf({ length: 1, sample: () => odd });
    for (let time = 0; time < 2; time++) expect(await source.sample(0)).toEqual(odd);
    expect(buffer.byteLength).toBe(1000);
    await source.close();

    const twice = { image: { height: 2, width: 2, channels: 1, data: plane }, label: odd.label };
    const { source: other } = await workersOf({
      length: 1,
      sample: () => ({ ...twice, weight: { height: 2, width: 2, data: plane } }),
    });
    const { image, weight } = await other.sample(0);
    expect([...image.data, ...weight.data]).toEqual(new Array(8).fill(3));
    await other.close();
  });

  test('go to the worker that has least to do', async () => {
    const { source, gates } = gated();
    const sources: (SampleSource<SampleArrays> & { asked: readonly number[] })[] = [];
    const { source: workers } = await workersOf(() => {
      sources.push(watched(source));
      return sources.at(-1)!;
    }, 2);
    const samples = [0, 1, 2, 3].map((index) => workers.sample(index));
    await settle();
    expect(sources.map(({ asked }) => asked)).toEqual([
      [0, 2],
      [1, 3],
    ]);
    gates.get(1)!();
    gates.get(3)!();
    await Promise.all([samples[1], samples[3]]);
    samples.push(workers.sample(4), workers.sample(5), workers.sample(6));
    await settle();
    expect(sources.map(({ asked }) => asked)).toEqual([
      [0, 2, 6],
      [1, 3, 4, 5],
    ]);
    for (const open of gates.values()) open();
    await Promise.all(samples);
    await workers.close();
  });
});

describe('errors', () => {
  test('of making the source', async () => {
    const created: InThreadWorker[] = [];
    const createWorker = () => {
      created.push(tileWorker());
      return created.at(-1)!;
    };
    const wrong = { ...setup, options: { ...tileOptions, inputSize: 21 } };
    await expect(createWorkerSource({ createWorker, workers: 2, setup: wrong })).rejects.toThrow(
      new RangeError('createTileSource: inputSize must be a legal input size (nearest 20 or 22), got 21'),
    );
    expect(created.map(({ terminations }) => terminations)).toEqual([1, 1]);
  });

  test('of a worker that cannot be started end those that could', async () => {
    const created: InThreadWorker[] = [];
    const createWorker = () => {
      if (created.length === 1) throw new Error('no more threads');
      created.push(tileWorker());
      return created[0]!;
    };
    await expect(createWorkerSource({ createWorker, workers: 2, setup })).rejects.toThrow('no more threads');
    expect(created.map(({ terminations }) => terminations)).toEqual([1]);
  });

  test('of a setup that cannot be sent', async () => {
    const worker = tileWorker();
    const unsendable = { ...setup, extra: () => {} };
    await expect(createWorkerSource({ createWorker: () => worker, setup: unsendable })).rejects.toThrow(/clone/);
    expect(worker.terminations).toBe(1);
  });

  test('of one sample are thrown where it is asked for, and the others come', async () => {
    const plain = variedSource();
    const { source } = await workersOf({
      length: 8,
      sample: (index) => {
        if (index === 2) throw new RangeError('no sample 2');
        // Functions cannot be sent.
        if (index === 3) throw new Error('no sample 3', { cause: () => {} });
        if (index === 4) throw 'no sample 4';
        return plain.sample(index);
      },
    });
    const ahead = prefetch(source, { ahead: 3 });
    expect(await ahead.sample(0)).toEqual(plain.sample(0));
    await expect(ahead.sample(2)).rejects.toThrow(new RangeError('no sample 2'));
    await expect(ahead.sample(3)).rejects.toThrow(new Error('no sample 3'));
    await expect(ahead.sample(4)).rejects.toBe('no sample 4');
    expect(await ahead.sample(5)).toEqual(plain.sample(5));
    await ahead.close();
  });

  test('of a sample that is none, as of one whose arrays are not its own', async () => {
    const sample = await variedSource().sample(0);
    const { source } = await workersOf({ length: 8, sample: () => sample });
    await source.sample(0);
    await expect(source.sample(1)).rejects.toThrow(
      /^serveSamples: sample\.image\.data must be an array of the sample's own, .* got Float32Array\(0\)$/,
    );
    await source.close();
  });

  test.each([-1, 0.5])('there is no sample %d', async (index) => {
    const { source } = await workersOf(variedSource());
    await expect(source.sample(index)).rejects.toThrow(
      new RangeError(`SampleSource.sample: index must be a non-negative integer, got ${index}`),
    );
    await source.close();
  });

  test('of wrong arguments', async () => {
    await expect(createWorkerSource({ createWorker: tileWorker, threads: 2, setup } as never)).rejects.toThrow(
      new TypeError('createWorkerSource: options.threads is not an option, only createWorker, workers, setup'),
    );
    await expect(createWorkerSource({ createWorker: '/worker.js', setup } as never)).rejects.toThrow(
      new TypeError('createWorkerSource: createWorker must be a function, got "/worker.js"'),
    );
    expect(() => serveSamples(new MessageChannel().port1, undefined as never)).toThrow(
      new TypeError('serveSamples: createSource must be a function, got undefined'),
    );
    await expect(workersOf({ length: 8 } as never)).rejects.toThrow(
      new TypeError('serveSamples: source must be a SampleSource { length, sample }, got Object(8)'),
    );
  });

  test('of a sample that is no object', async () => {
    const { source } = await workersOf({ length: 8, sample: () => undefined as never });
    await expect(source.sample(0)).rejects.toThrow(
      new TypeError('serveSamples: sample must be { image, label, weight }, got undefined'),
    );
    await source.close();
  });

  test.each([0, 1.5, -1])('%d workers make no sense', async (workers) => {
    await expect(createWorkerSource({ createWorker: tileWorker, workers, setup })).rejects.toThrow(
      new RangeError(`createWorkerSource: workers must be a positive integer, got ${workers}`),
    );
  });
});

describe('a worker that fails', () => {
  test.each([
    ['error', { message: 'Uncaught Error: out of luck' }, 'sample worker: Uncaught Error: out of luck'],
    ['error', {}, 'sample worker: its script cannot be loaded'],
    ['messageerror', {}, 'sample worker: sent a message that cannot be read'],
  ] as const)('by %s %o refuses what it was asked, and all that follows', async (type, event, message) => {
    const { source, created } = await workersOf(gated().source);
    const pending = [source.sample(0), source.sample(1)];
    await settle();
    created[0]!.fail(type, event);
    await Promise.all(pending.map((sample) => expect(sample).rejects.toThrow(new SampleWorkerError(message))));
    await expect(source.sample(2)).rejects.toThrow(new SampleWorkerError(message));
    await source.close();
  });

  test('while it makes its source', async () => {
    const worker = inThreadWorker(() => new Promise<SampleSource<SampleArrays>>(() => {}));
    const source = createWorkerSource({ createWorker: () => worker, setup });
    worker.fail('error', { message: 'cannot import' });
    await expect(source).rejects.toThrow(new SampleWorkerError('sample worker: cannot import'));
    expect(worker.terminations).toBe(1);
  });

  test('leaves the others their samples, and fails at the next one that it would be given', async () => {
    const { source, gates } = gated();
    const { source: workers, created } = await workersOf(source, 2);
    const [lost, kept] = [workers.sample(0), workers.sample(1)];
    await settle();
    created[0]!.fail('error', { message: 'gone' });
    gates.get(1)!();
    await expect(lost).rejects.toThrow('sample worker: gone');
    expect(await kept).toEqual(variedSource().sample(1));
    await expect(workers.sample(2)).rejects.toThrow('sample worker: gone');
    await workers.close();
  });
});

test('closed, it ends the workers and refuses everything, once and for all', async () => {
  const { source, created } = await workersOf(gated().source, 2);
  const pending = source.sample(0);
  const refused = expect(pending).rejects.toThrow(new Error('sample worker: is closed'));
  await source.close();
  await refused;
  expect(created.map(({ terminations }) => terminations)).toEqual([1, 1]);
  await expect(source.sample(1)).rejects.toThrow(new Error('sample worker: is closed'));
  await source.close();
  await expect(source.sample(1)).rejects.toThrow(new Error('sample worker: is closed'));
});

test("others' messages on the same channel disturb nobody", async () => {
  const { source, created } = await workersOf(variedSource());
  for (const message of [null, 'hello', { kind: 'reload' }, { request: 'x' }, { request: 99, value: 1 }]) {
    created[0]!.send(message);
    created[0]!.postMessage(message === null || typeof message === 'string' ? message : { ...message, request: 'y' });
  }
  expect(await source.sample(0)).toEqual(variedSource().sample(0));
  await source.close();
});

test.each([null, undefined, {}])('no worker serves on %o', (scope) => {
  expect(() => serveSamples(scope as null, () => variedSource())).toThrow(
    /^serveSamples: scope must be that of a worker, got (null|undefined|{})$/,
  );
});

test('the setup comes first', async () => {
  const worker = tileWorker();
  const answer = new Promise((resolve) => worker.addEventListener('message', resolve));
  worker.postMessage({ request: 0, index: 0 });
  expect(await answer).toMatchObject({
    data: { request: 0, error: new Error('serveSamples: the setup must come before samples are asked for') },
  });
  worker.terminate();
});

function squareSlice(side: number): LabelledSliceArrays {
  return squareSlices(1, side, side)[0]!;
}
