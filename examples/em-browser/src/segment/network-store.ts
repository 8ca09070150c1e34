import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { proxy, transfer } from 'comlink';
import type { BackendName } from '../engine/backend-name.ts';
import { type Weights, weights } from '../state/weights.ts';
import { type Connection, connectWorker } from './connect-worker.ts';
import type { NetworkInfo, Segmentation, SegmentRequest, SegmentWorker } from './segment-worker.ts';

/** The network that segments, and its worker, which keeps it from image to image. */
export interface LoadedNetwork extends NetworkInfo {
  readonly source: Weights;
}

const loaded: Signal<LoadedNetwork | undefined> = signal(undefined);

/** What the page shows; it stays when the worker is ended and the network has to be loaded anew. */
export const network: ReadonlySignal<LoadedNetwork | undefined> = loaded;

/** What computes. */
export const backendName: Signal<BackendName> = signal('simd');

/** Reason of what was cancelled. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

let connection: Connection<SegmentWorker> | undefined;
/** What the worker has loaded. */
let inWorker: Weights | undefined;

/**
 * Makes these the page's weights.
 * @throws what is wrong with them; the former remain then
 */
export async function takeWeights(next: Weights): Promise<void> {
  await load(next);
  weights.value = next;
}

/** Loads the page's weights if they came from elsewhere. */
export async function loadWeights(next: Weights): Promise<void> {
  if (loaded.value?.source !== next) await load(next);
}

/** Segments an image with the page's network, whose worker is started where it does not run. */
export async function segment(
  request: SegmentRequest,
  onTile: (done: number, total: number) => void,
): Promise<Segmentation> {
  const { source } = loaded.value!;
  if (inWorker !== source) await load(source);
  return asked(({ remote }) =>
    remote.segment(transfer(request, [request.image.data.buffer as ArrayBuffer]), proxy(onTile)),
  );
}

/** Stops at once what the worker does; the page keeps its network. */
export function cancelSegmentation(): void {
  endWorker(new Cancelled('the segmentation was cancelled'));
}

/** Has the next segmentation computed by another backend. */
export function chooseBackend(name: BackendName): void {
  if (backendName.value === name) return;
  backendName.value = name;
  endWorker(new Cancelled('another backend was chosen'));
}

async function load(next: Weights): Promise<void> {
  const info = await asked(({ remote }) => remote.load(next.bytes, backendName.value));
  inWorker = next;
  loaded.value = { ...info, source: next };
}

/** Asks the worker, which is started where it does not run. */
async function asked<Result>(question: (worker: Connection<SegmentWorker>) => Promise<Result>): Promise<Result> {
  connection ??= connectWorker<SegmentWorker>(
    new Worker(new URL('./segment-worker.ts', import.meta.url), { type: 'module' }),
  );
  const current = connection;
  try {
    return await current.answer(question(current));
  } catch (error) {
    // What else a failure leaves behind is not known: memory that ran out, a GPU that is lost. The next call starts afresh.
    const harmless = error instanceof Error && error.name === 'ModelFileError';
    if (!harmless && connection === current) endWorker(new Cancelled('the worker has failed'));
    throw error;
  }
}

function endWorker(reason: Error): void {
  connection?.close(reason);
  connection = undefined;
  inWorker = undefined;
}
