import { open, stat } from 'node:fs/promises';
import { parseLogLine } from '../run-folder/log-file.ts';
import type { LogPart } from './run-view.ts';

/** Reads a log that grows, or is written anew, while somebody looks at it. */
export interface LogWatch {
  /** Lines that are new since the last call are read; a file that is not there is a log without lines. */
  update(): Promise<void>;
  /**
   * What is new for who has so many lines of a revision.
   * @param lines of the log, not steps
   */
  part(revision: number | undefined, lines: number): LogPart;
  readonly lastStep: number;
}

/** Watches one `log.csv`. */
export function watchLog(path: string): LogWatch {
  let revision = 0;
  let identity = '';
  let offset = 0;
  /** The start of a line whose end was not there yet. */
  let rest = '';
  let steps: number[] = [];
  let losses: number[] = [];
  let rates: number[] = [];
  let seconds: number[] = [];

  const forget = (): void => {
    revision++;
    offset = 0;
    rest = '';
    [steps, losses, rates, seconds] = [[], [], [], []];
  };

  const take = (line: string): void => {
    const values = parseLogLine(line);
    if (values === undefined) return;
    const [step = 0, , loss = Number.NaN, rate = 0, time = 0] = values;
    steps.push(step);
    losses.push(loss);
    rates.push(rate);
    seconds.push((seconds.at(-1) ?? 0) + time);
  };

  return {
    async update() {
      const found = await stat(path).catch(() => undefined);
      // A log that goes on after lines were dropped is another file under the same name. Its number alone does not tell: some systems give that of a
      // file that was removed to the next one.
      const now = found?.isFile() ? `${found.ino} ${found.birthtimeMs}` : '';
      if (now !== identity || (found?.size ?? 0) < offset) {
        forget();
        identity = now;
      }
      if (now === '' || found === undefined || found.size === offset) return;
      const file = await open(path, 'r');
      try {
        const bytes = Buffer.alloc(found.size - offset);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
        offset += bytesRead;
        const lines = (rest + bytes.toString('latin1', 0, bytesRead)).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) take(line);
      } finally {
        await file.close();
      }
    },
    part(knownRevision, lines) {
      const from = knownRevision === revision ? lines : 0;
      const finite = (values: readonly number[]): (number | null)[] => {
        return values.map((value) => (Number.isFinite(value) ? value : null));
      };
      return {
        revision,
        steps: steps.slice(from),
        losses: finite(losses.slice(from)),
        rates: rates.slice(from),
        seconds: seconds.slice(from),
      };
    },
    get lastStep() {
      return steps.at(-1) ?? 0;
    },
  };
}
