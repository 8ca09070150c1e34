import { appendFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { placeError } from '@unet/files';
import { writeFileAtomic } from '@unet/files/node';
import type { StepReport } from '@unet/trainer';

const HEADER = 'step,epoch,loss,learningRate,seconds,waitSeconds';

/** The log of a run, one line a step, in a file that is whole after every step. */
export interface RunLog {
  /** Losses from the first step on. */
  readonly losses: number[];
  /** Time of all steps together, of all sessions. */
  seconds: number;
  /** Part of it that went into samples: waiting for those who prepare them, or preparing them on the thread of the steps. */
  waitSeconds: number;
  append(report: StepReport): void;
  /** Brings all lines to the disk, so that no checkpoint outlives the lines of its steps in a power cut. */
  flush(): Promise<void>;
}

/**
 * Opens `log.csv` for a run that goes on after `step` steps: lines of later steps, which a killed process wrote after its last
 * checkpoint, are dropped, since those steps are done again.
 */
export async function openRunLog(path: string, step: number): Promise<RunLog> {
  const lines = step === 0 ? [] : await readLines(path, step);
  await writeFileAtomic(path, new TextEncoder().encode([HEADER, ...lines, ''].join('\n')));
  const columns = lines.map((line) => line.split(',').map(Number));
  const log: RunLog = {
    losses: columns.map((values) => values[2]!),
    seconds: columns.reduce((sum, values) => sum + values[4]!, 0),
    waitSeconds: columns.reduce((sum, values) => sum + values[5]!, 0),
    append({ step: done, epoch, loss, learningRate, seconds, waitSeconds }) {
      const line = [done, epoch, loss, learningRate, seconds.toFixed(3), waitSeconds.toFixed(4)].join(',');
      try {
        appendFileSync(path, `${line}\n`);
      } catch (error) {
        throw placeError(error, { file: path });
      }
      log.losses.push(loss);
      log.seconds += seconds;
      log.waitSeconds += waitSeconds;
    },
    async flush() {
      const handle = await open(path, 'r+');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
  return log;
}

async function readLines(path: string, step: number): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split('\n').slice(1, step + 1);
  const whole = lines.length === step && lines.every((line, index) => line.startsWith(`${index + 1},`));
  if (!whole) throw new Error(`${path}: must hold a line for each of the ${step} steps of the checkpoint`);
  // Runs that were begun before waiting was measured have a column less; what they waited is not known, and not counted.
  return lines.map((line) => (line.split(',').length === 5 ? `${line},` : line));
}
