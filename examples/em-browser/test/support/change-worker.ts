import type { Page, Worker } from 'playwright';

const script = /train-worker.*\.js$/;

/**
 * Lets every training worker that the page starts from now on run something first.
 * @returns leaves those alone that it starts later
 */
export async function changeTrainWorker(page: Page, change: () => void): Promise<() => Promise<void>> {
  await page.route(script, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${change})();\n${await response.text()}` });
  });
  return () => page.unroute(script);
}

/** The training workers of a page. */
export function trainWorkers(page: Page): Worker[] {
  return page.workers().filter((one) => script.test(one.url()));
}

/** Ends the first thread of `simd` behind its back, some seconds after it was started. {@link countThreads} says how many there were. */
export function endThread(): void {
  const counted = self as unknown as { threads: number };
  counted.threads = 0;
  self.Worker = class extends self.Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (options?.name === 'simd 1' && ++counted.threads === 1) setTimeout(() => this.terminate(), 3000);
    }
  };
}

/** How many workers were started for the same thread of `simd`. */
export function countThreads(page: Page): Promise<number> {
  return trainWorkers(page)[0]!.evaluate(() => (self as unknown as { threads: number }).threads);
}

/** Lets a kernel of `simd` fail on the calling thread, at its tenth call. */
export function failKernel(): void {
  const { instantiate } = WebAssembly;
  const changed = async (module: WebAssembly.Module, imports: WebAssembly.Imports) => {
    const { exports } = await instantiate(module, imports);
    let calls = 0;
    const crossEntropy = (job: number, share: number, shares: number): void => {
      if (share === 0 && ++calls === 10) throw new WebAssembly.RuntimeError('unreachable');
      (exports.crossEntropy as (...job: number[]) => void)(job, share, shares);
    };
    return { exports: { ...exports, crossEntropy } };
  };
  WebAssembly.instantiate = changed as unknown as typeof WebAssembly.instantiate;
}
