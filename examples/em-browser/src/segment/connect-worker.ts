import { type Remote, wrap } from 'comlink';

/** A worker and what one can ask of it. */
export interface Connection<Api> {
  readonly remote: Remote<Api>;
  /** Waits for an answer, which rejects if the worker fails or is closed: without this, the wait would never end. */
  answer<Result>(asked: Promise<Result>): Promise<Result>;
  /** Ends the worker at once, whatever it is doing; answers that are waited for reject with the reason. */
  close(reason: Error): void;
}

export function connectWorker<Api>(worker: Worker): Connection<Api> {
  let fail: (reason: Error) => void;
  const ended = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Perhaps no answer is waited for: not an unhandled rejection then.
  ended.catch(() => undefined);
  worker.addEventListener('error', (event) => {
    // Otherwise the page's own console reports it a second time.
    event.preventDefault();
    fail(new Error(event.message || 'a worker of the page could not be started'));
  });
  return {
    remote: wrap<Api>(worker),
    answer: (asked) => Promise.race([asked, ended]),
    close: (reason) => {
      worker.terminate();
      fail(reason);
    },
  };
}
