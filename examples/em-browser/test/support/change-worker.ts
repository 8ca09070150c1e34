import type { Page } from 'playwright';

/** Lets every training worker that the page starts from now on run something first. */
export async function changeTrainWorker(page: Page, change: () => void): Promise<void> {
  await page.route(/train-worker.*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${change})();\n${await response.text()}` });
  });
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
  const worker = page.workers().find((one) => one.url().includes('train-worker'))!;
  return worker.evaluate(() => (self as unknown as { threads: number }).threads);
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
