import { expose } from 'comlink';
import type { Report, Settings } from './report.ts';
import { type Progress, runBenchmark } from './run-benchmark.ts';

/** A worker that makes one benchmark; it is to be terminated afterwards, and the GPU's memory goes with it. */
export interface BenchmarkWorker {
  run(settings: Settings, onProgress: (progress: Progress) => void): Promise<Report>;
}

const worker: BenchmarkWorker = {
  run: (settings, onProgress) => runBenchmark(settings, navigator.userAgent, onProgress),
};

expose(worker);
