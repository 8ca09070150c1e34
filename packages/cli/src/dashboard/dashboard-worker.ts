import { parentPort, workerData } from 'node:worker_threads';
import { serveDashboard } from './serve.ts';

// The dashboard of a run that this process trains: on a thread of its own, since a step of training keeps the other one busy.
const { paths, port } = workerData as { readonly paths: readonly string[]; readonly port: number | undefined };
serveDashboard(paths, port).then(
  ({ url }) => parentPort!.postMessage({ url }),
  (error: unknown) => parentPort!.postMessage({ problem: error instanceof Error ? error.message : String(error) }),
);
