import { plainText } from './failure.ts';
import { createProgress, type Progress } from './progress.ts';

/** What a command tells: lines for people, or JSON for machines. */
export interface Output {
  readonly json: boolean;
  /** Lines for people; of a bar that is shown, above it. */
  say(lines: string): void;
  /** What looks wrong, for people after `warning: `, for machines as `{ "event": "warning", "message" }`. */
  warn(message: string): void;
  /** A line of JSON for machines, `{ "event": …, … }`, while the work goes on. */
  event(event: string, values: Readonly<Record<string, unknown>>): void;
  /** What the command came to, for machines: one JSON document, indented. */
  result(value: unknown): void;
  /** Shows how far a long work is; for machines nothing but events. */
  progress(title: string, total: number, start?: number): Progress;
}

/** @param json whether standard output is for machines */
export function createOutput(json: boolean): Output {
  let shown: Progress | undefined;
  const print = (line: string): void => {
    if (shown === undefined) process.stdout.write(`${line}\n`);
    else shown.note(line);
  };
  return {
    json,
    say(lines) {
      if (!json) for (const line of lines.split('\n')) print(plainText(line));
    },
    warn(message) {
      print(json ? JSON.stringify({ event: 'warning', message }) : `warning: ${plainText(message)}`);
    },
    event(event, values) {
      if (json) print(JSON.stringify({ event, ...values }));
    },
    result(value) {
      if (json) print(JSON.stringify(value, null, 2));
    },
    progress(title, total, start = 0) {
      const progress = createProgress(title, total, start, json);
      shown = progress;
      return {
        ...progress,
        // It may hold the name of a file.
        update: (done, status) => progress.update(done, status === undefined ? undefined : plainText(status)),
        stop() {
          shown = undefined;
          progress.stop();
        },
      };
    },
  };
}
