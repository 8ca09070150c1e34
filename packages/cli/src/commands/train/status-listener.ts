import type { RunListener, RunPlan } from '@unet/run';
import { writeRunStatus } from '../../run-folder/run-status.ts';

/** Milliseconds between two states that are kept, but for those that say that something has changed. */
const EVERY = 2000;

/**
 * Keeps how a run stands, for who looks at its folder: `unet dashboard`.
 * @param path of `status.json`
 * @param backend its name
 */
export function statusListener(path: string, { steps }: RunPlan, backend: string): RunListener {
  let written = Number.NEGATIVE_INFINITY;
  return async (event) => {
    if (event.kind === 'scored' || event.kind === 'ended') {
      const { status, message, step } = event.run;
      await writeRunStatus(path, { status, message, step, steps, backend, memory: process.memoryUsage.rss() });
      return;
    }
    const now = performance.now();
    const isDue = event.kind === 'ready' || (event.kind === 'step' && now - written >= EVERY);
    if (!isDue) return;
    written = now;
    const step = event.kind === 'step' ? event.report.step : event.step;
    const { secondsPerStep } = event.log;
    const memory = process.memoryUsage.rss();
    await writeRunStatus(path, { status: 'running', step, steps, backend, memory, secondsPerStep });
  };
}
