import type { Page, Worker } from 'playwright';
import { changeTrainWorker, trainWorkers } from './change-worker.ts';

type Sample = { value: { weight?: { data: Float32Array } } };
type Post = (message: Sample, transfer: Transferable[]) => void;

function workers(page: Page): Worker[] {
  return page.workers().filter((one) => one.url().includes('sample-worker'));
}

/** Makes the weights of all samples to come NaN, and with them the loss. */
export async function spoilSamples(page: Page): Promise<void> {
  for (const worker of workers(page)) {
    await worker.evaluate(() => {
      const post = self.postMessage as Post;
      const spoil: Post = (message, transfer) => {
        message.value.weight!.data.fill(Number.NaN);
        post.call(self, message, transfer);
      };
      Object.assign(self, { postMessage: spoil });
    });
  }
}

/**
 * Keeps the samples of the page's runs back as soon as each thread has given a few, so that no run ends before somebody has paused it: at the
 * latest after `3 x 4` steps, for there are four threads at most. They are kept where they arrive, in the worker that trains: the script of a
 * worker within a worker is not always seen by who watches the page.
 * @param page has not trained yet: it would find the script of the worker in its cache
 * @returns what lets them go
 */
export async function holdSamples(page: Page): Promise<() => Promise<void>> {
  const hold = (): void => {
    const held: (() => void)[] = [];
    let free = false;
    const release = (): void => {
      free = true;
      for (const give of held) give();
    };
    const Plain = self.Worker;
    class HoldingWorker extends Plain {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (!String(url).includes('sample-worker')) return;
        let given = 0;
        // The first listener of all.
        this.addEventListener('message', (event) => {
          // The first message says how many samples there are.
          if (free || given++ <= 3) return;
          event.stopImmediatePropagation();
          held.push(() => this.dispatchEvent(new MessageEvent('message', { data: event.data })));
        });
      }
    }
    Object.assign(self, { Worker: HoldingWorker, release });
  };
  const undo = await changeTrainWorker(page, hold);
  return async () => {
    for (const worker of trainWorkers(page)) {
      await worker.evaluate(() => (self as unknown as { release: () => void }).release());
    }
    await undo();
  };
}
