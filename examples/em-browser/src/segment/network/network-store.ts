import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { proxy, transfer } from 'comlink';
import type { BackendName } from '../../engine/backend-name.ts';
import { type Weights, weights } from '../../state/weights.ts';
import { type Connection, connectWorker } from '../connect-worker.ts';
import { backendFor } from './segment-backend.ts';
import type { NetworkInfo, Segmentation, SegmentRequest, SegmentWorker } from './segment-worker.ts';

/** The network that segments, and its worker, which keeps it from image to image. */
export interface LoadedNetwork extends NetworkInfo {
  readonly source: Weights;
}

const loaded: Signal<LoadedNetwork | undefined> = signal(undefined);

/** What the page shows; it stays when the worker is ended and the network has to be loaded anew. */
export const network: ReadonlySignal<LoadedNetwork | undefined> = loaded;

/** Reason of what was cancelled. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** A worker computes with one backend as long as it lives. */
interface RunningWorker {
  readonly connection: Connection<SegmentWorker>;
  readonly backend: BackendName;
  /** What it has loaded. */
  source: Weights | undefined;
}

let running: RunningWorker | undefined;

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
  const { source, config } = loaded.value!;
  if (running?.source !== source || running.backend !== backendFor(config)) await load(source);
  return askWorker(running!, ({ remote }) =>
    remote.segment(transfer(request, [request.image.data.buffer as ArrayBuffer]), proxy(onTile)),
  );
}

/** Stops at once what the worker does; the page keeps its network. */
export function cancelSegmentation(): void {
  endWorker(new Cancelled('the segmentation was cancelled'));
}

async function load(next: Weights): Promise<void> {
  const backend = backendFor(loaded.value?.config);
  if (running !== undefined && running.backend !== backend) endWorker(new Cancelled('another backend was chosen'));
  running ??= { connection: startWorker(), backend, source: undefined };
  const current = running;
  const info = await askWorker(current, ({ remote }) => remote.load(next.bytes, backend));
  current.source = next;
  loaded.value = { ...info, source: next };
}

function startWorker(): Connection<SegmentWorker> {
  return connectWorker(new Worker(new URL('./segment-worker.ts', import.meta.url), { type: 'module' }));
}

async function askWorker<Result>(
  current: RunningWorker,
  question: (worker: Connection<SegmentWorker>) => Promise<Result>,
): Promise<Result> {
  try {
    return await current.connection.answer(question(current.connection));
  } catch (error) {
    // What else a failure leaves behind is not known: memory that ran out, a GPU that is lost. The next call starts afresh.
    const harmless = error instanceof Error && error.name === 'FileError';
    if (!harmless && running === current) endWorker(new Cancelled('the worker has failed'));
    throw error;
  }
}

function endWorker(reason: Error): void {
  running?.connection.close(reason);
  running = undefined;
}
