import { listenTo, type SampleWorker } from './sample-worker.ts';
import { isNumbered, type WorkerAnswer } from './worker-messages.ts';

/** Questions to a worker, and its answers. */
export interface WorkerConnection {
  /** Questions that are not answered yet. */
  readonly pending: number;
  /** @returns the answer; rejected with what the worker threw, or with the reason why it cannot answer any more */
  ask(question: { readonly setup: unknown } | { readonly index: number }): Promise<unknown>;
  /** Ends the worker at once; what is pending is refused. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Takes a worker over. One that has failed refuses everything with the same error from then on. */
export function connectWorker(worker: SampleWorker): WorkerConnection {
  const waiting = new Map<number, Waiting>();
  let end: Error | undefined;
  let requests = 0;

  /** An idle worker does not keep a Node process alive; one that is asked does, or the process would end before the answer. */
  const hold = (): void => {
    if (!('ref' in worker)) return;
    if (waiting.size > 0) worker.ref();
    else worker.unref();
  };
  const onMessage = (message: unknown): void => {
    // Whoever closes a worker waits for its end: a late answer must not let the process go before.
    if (end !== undefined || !isNumbered(message)) return;
    const answer = message as WorkerAnswer;
    const asked = waiting.get(answer.request);
    waiting.delete(answer.request);
    hold();
    if ('error' in answer) asked?.reject(answer.error);
    else asked?.resolve(answer.value);
  };
  const refuse = (error: Error): void => {
    end ??= error;
    for (const { reject } of waiting.values()) reject(end);
    waiting.clear();
    hold();
  };
  listenTo(worker, onMessage, refuse);

  return {
    get pending() {
      return waiting.size;
    },
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (end !== undefined) throw end;
        const request = requests++;
        worker.postMessage({ request, ...question });
        waiting.set(request, { resolve, reject });
        hold();
      }),
    async close() {
      refuse(new Error('sample worker: is closed'));
      await worker.terminate();
    },
  };
}
