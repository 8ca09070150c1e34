import { Worker } from 'node:worker_threads';

/**
 * Serves the dashboard of runs on a thread of its own, beside whatever this thread computes.
 * @returns the address of the page, and what ends it
 * @throws Error in one line for a port that is taken
 */
export async function startDashboardBeside(
  paths: readonly string[],
  port: number | undefined,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const worker = new Worker(new URL('./dashboard-worker.js', import.meta.url), { workerData: { paths, port } });
  worker.unref();
  const { url, problem } = await new Promise<{ readonly url?: string; readonly problem?: string }>(
    (resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    },
  );
  const stop = async (): Promise<void> => void (await worker.terminate());
  if (url !== undefined) return { url, stop };
  await stop();
  throw new Error(problem);
}
