import { startBackend } from '../engine/start-backend.ts';
import { blocksOf, type Report, type Settings, type Timing } from './report.ts';
import { timeBlocks, timingsPerBlock } from './time-blocks.ts';

/** What is known while a benchmark runs. */
export interface Progress {
  /** All that is measured so far; undefined until the backend runs. */
  readonly report: Report | undefined;
  /** The share of it, from 0 to 1. */
  readonly share: number;
  /** What is being done, for people. */
  readonly doing: string;
}

/**
 * Starts the backend and times the blocks on it, in a worker of a page or in Node.
 * @param platform the browser, or Node
 * @param onProgress is told of each step
 * @throws BackendError if the backend cannot run here, RangeError for an input that the network cannot take
 */
export async function runBenchmark(
  settings: Settings,
  platform: string,
  onProgress: (progress: Progress) => void,
): Promise<Report> {
  const blocks = blocksOf(settings);
  onProgress({ report: undefined, share: 0, doing: 'starts the backend' });
  const { device, emulated } = (await startBackend(settings.backend)).limits;
  const timings: Timing[] = [];
  const report = (): Report => ({
    date: new Date().toISOString(),
    settings,
    platform,
    device,
    emulated,
    timings: [...timings],
  });
  const total = blocks.length * timingsPerBlock;
  const tell = (doing: string): void => onProgress({ report: report(), share: timings.length / total, doing });
  for await (const timing of timeBlocks(blocks, settings.runs, tell)) timings.push(timing);
  return report();
}
