import { appendFileSync, statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { type FileError, placeError } from '@unet/files';
import { writeFileAtomic } from '@unet/files/node';
import type { RunCourse } from '@unet/run';
import type { StepReport } from '@unet/trainer';

const HEADER = 'step,epoch,loss,learningRate,seconds,waitSeconds';

/** `log.csv`: one line a step, in a file that is whole after every step. */
export interface LogFile {
  append(report: StepReport): void;
  /** Brings all lines to the disk, so that no checkpoint outlives the lines of its steps in a power cut. */
  flush(): Promise<void>;
}

/** What is left in the log of the first steps of a run. */
export interface LogLines {
  /** By step, counted from 1; undefined where a line was lost. */
  readonly lines: readonly (string | undefined)[];
  readonly course: RunCourse;
  /** Steps whose lines were lost. */
  readonly lost: number;
}

/**
 * The values of a line: step, epoch, loss, learning rate, seconds, seconds of waiting; undefined for what is no whole line. Runs that were begun
 * before waiting was measured have a column less; what they waited is not known, and not counted.
 */
export function parseLogLine(line: string): readonly number[] | undefined {
  const values = line.split(',').map(Number);
  const isWhole = values.length >= 5 && values.length <= 6 && values.every(Number.isFinite) && line.trim() !== '';
  if (!isWhole || !Number.isInteger(values[0]) || values[0]! < 1) return undefined;
  return values.length === 5 ? [...values, 0] : values;
}

/** Reads what there is of the first `steps` steps, or of all. The log is not needed to go on, so nothing that is wrong with it is an error. */
export async function readLogFile(path: string, steps = Number.POSITIVE_INFINITY): Promise<LogLines> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const found = text
    .split('\n')
    .slice(1)
    .map((line) => ({ line, step: parseLogLine(line)?.[0] ?? Number.POSITIVE_INFINITY }));
  const within = found.filter(({ step }) => step <= steps && step < Number.POSITIVE_INFINITY);
  const length = steps < Number.POSITIVE_INFINITY ? steps : within.reduce((last, { step }) => Math.max(last, step), 0);
  const lines: (string | undefined)[] = Array.from({ length });
  for (const { line, step } of within) lines[step - 1] = line.split(',').length === 5 ? `${line},0` : line;
  const columns = lines.map((line) => (line === undefined ? undefined : parseLogLine(line)));
  const sum = (column: number): number => columns.reduce((total, values) => total + (values?.[column] ?? 0), 0);
  return {
    lines,
    course: { losses: columns.map((values) => values?.[2] ?? Number.NaN), seconds: sum(4), waitSeconds: sum(5) },
    lost: lines.filter((line) => line === undefined).length,
  };
}

/**
 * Opens `log.csv` for a run that goes on after some steps: lines of later steps, which a killed process wrote after its last checkpoint, are
 * dropped, since those steps are done again.
 */
export async function openLogFile(path: string, { lines }: Pick<LogLines, 'lines'>): Promise<LogFile> {
  const kept = lines.filter((line) => line !== undefined);
  await writeFileAtomic(path, new TextEncoder().encode([HEADER, ...kept, ''].join('\n'))).catch((error: FileError) => {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    if (!isFolder) throw error;
    throw new Error(`${error.message}; move it away, the run does not need what it holds`, { cause: error });
  });
  return {
    append({ step, epoch, loss, learningRate, seconds, waitSeconds }) {
      const line = [step, epoch, loss, learningRate, seconds.toFixed(3), waitSeconds.toFixed(4)].join(',');
      try {
        appendFileSync(path, `${line}\n`);
      } catch (error) {
        throw placeError(error, { file: path });
      }
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
}
