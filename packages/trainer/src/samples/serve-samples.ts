import type { SampleArrays } from '@unet/tensor/arrays';
import { checkObject, describe } from '@unet/tensor/internal';
import { checkSource, type SampleSource } from './sample-source.ts';
import { isNumbered, type WorkerAnswer, type WorkerRequest } from './worker-messages.ts';

/** A worker's way out: `self` in a Web Worker, `parentPort` in a worker thread of Node, or any `MessagePort`. */
export interface WorkerScope {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: Event) => void): void;
  start?(): void;
}

/**
 * The inside of a worker that prepares samples: makes a source of the setup that `createWorkerSource` sends, and answers with its
 * samples. Import it from `@unet/trainer/arrays`, which does not load TensorFlow.js into the worker.
 *
 * The buffers of a sample are transferred, not copied: each sample must be in arrays of its own, as `createTileSource` makes them.
 * What the source throws is thrown again where the sample was asked for.
 * @param scope `parentPort` is null on Node's main thread
 * @param createSource called once, with the setup; must give the same samples in every worker
 * @throws TypeError where this is no worker, or `createSource` no function
 * @example
 * // The whole script, in Node; in a Web Worker, `self` instead of `parentPort`.
 * import { parentPort } from 'node:worker_threads';
 * import { createTileSource, serveSamples } from '@unet/trainer/arrays';
 * serveSamples(parentPort, ({ slices, options }) => createTileSource(slices, options));
 */
export function serveSamples<Setup>(
  scope: WorkerScope | null,
  createSource: (setup: Setup) => SampleSource<SampleArrays> | Promise<SampleSource<SampleArrays>>,
): void {
  if (typeof scope?.postMessage !== 'function') {
    throw new TypeError(`serveSamples: scope must be that of a worker, got ${describe(scope)}`);
  }
  if (typeof createSource !== 'function') {
    throw new TypeError(`serveSamples: createSource must be a function, got ${describe(createSource)}`);
  }
  let source: Promise<SampleSource<SampleArrays>> | undefined;

  const valueFor = async (message: WorkerRequest): Promise<number | SampleArrays> => {
    if ('setup' in message) {
      source = (async () => createSource(message.setup as Setup))();
      checkSource('serveSamples', await source);
      return (await source).length;
    }
    if (source === undefined) throw new Error('serveSamples: the setup must come before samples are asked for');
    return inBuffersOfTheirOwn(await (await source).sample(message.index));
  };

  scope.addEventListener('message', async (event) => {
    const { data } = event as MessageEvent<unknown>;
    if (!isNumbered(data)) return;
    const { request } = data;
    try {
      const value = await valueFor(data as WorkerRequest);
      scope.postMessage({ request, value } satisfies WorkerAnswer, buffersOf(value));
    } catch (error) {
      scope.postMessage({ request, error: cloneable(error) } satisfies WorkerAnswer, []);
    }
  });
  // A MessagePort in a browser waits for it.
  scope.start?.();
}

/** What a sample holds is checked where it becomes a batch; here only that it can go. */
function inBuffersOfTheirOwn(sample: SampleArrays): SampleArrays {
  checkObject('serveSamples', 'sample', sample, '{ image, label, weight }');
  const { image, label, weight } = sample;
  return {
    image: { ...image, data: filling('image', image?.data) },
    label: { ...label, data: filling('label', label?.data) },
    weight: { ...weight, data: filling('weight', weight?.data) },
  };
}

/** The array, or a copy where its buffer holds more than it and could not go without the rest, or is shared. */
function filling<Data extends Float32Array | Int32Array>(name: string, data: Data): Data {
  if (!ArrayBuffer.isView(data) || data.length === 0) {
    throw new TypeError(
      `serveSamples: sample.${name}.data must be an array of the sample's own, since it is transferred, got ${describe(data)}`,
    );
  }
  const whole = data.buffer instanceof ArrayBuffer && data.buffer.byteLength === data.byteLength;
  return whole ? data : (data.slice() as Data);
}

function buffersOf(value: number | SampleArrays): ArrayBuffer[] {
  if (typeof value === 'number') return [];
  const { image, label, weight } = value;
  const buffers = [image, label, weight].map(({ data }) => data.buffer as ArrayBuffer);
  // Image and weight may be one array: no buffer can be transferred twice.
  return [...new Set(buffers)];
}

/** Errors can be sent, unless something hangs on them that cannot. */
function cloneable(error: unknown): unknown {
  try {
    return structuredClone(error);
  } catch {
    return new Error(error instanceof Error ? error.message : String(error));
  }
}
