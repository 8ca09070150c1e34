import type { Page, Worker } from 'playwright';

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
 * latest after `3 x 4` steps, for there are four threads at most.
 * @param page has not trained yet: it would find the script of the threads in its cache
 * @returns what lets them go
 */
export async function holdSamples(page: Page): Promise<() => Promise<void>> {
  const script = /sample-worker.*\.js$/;
  const hold = (): void => {
    const post = self.postMessage as Post;
    const held: (() => void)[] = [];
    let given = 0;
    let free = false;
    const postLater: Post = (message, transfer) => {
      const give = (): void => post.call(self, message, transfer);
      // The first message says how many samples there are.
      if (free || given++ <= 3) give();
      else held.push(give);
    };
    const release = (): void => {
      free = true;
      for (const give of held) give();
    };
    Object.assign(self, { postMessage: postLater, release });
  };
  await page.route(script, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${hold})();\n${await response.text()}` });
  });
  return async () => {
    for (const worker of workers(page)) await release(page, worker);
    await page.unroute(script);
  };
}

/** Lets the samples of a thread go, which may still be loading its script, or end meanwhile. */
async function release(page: Page, worker: Worker): Promise<void> {
  try {
    await worker.evaluate(async () => {
      const thread = self as unknown as { release?: () => void };
      while (thread.release === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
      thread.release();
    });
  } catch (error) {
    if (page.workers().includes(worker)) throw error;
  }
}
