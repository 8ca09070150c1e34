import { Presets, SingleBar } from 'cli-progress';

/** Shows how far a long work is. */
export interface Progress {
  /** @param status what else to show, for example the loss */
  update(done: number, status?: string): void;
  /** Prints a line, above the bar where there is one. */
  note(line: string): void;
  stop(): void;
}

/** Seconds between two plain lines where the output is no terminal. */
const SECONDS_PER_LINE = 10;

/** A bar on a terminal; plain lines now and then where the output goes to a file or a pipe. */
export function createProgress(title: string, total: number, start = 0): Progress {
  return process.stdout.isTTY ? barProgress(title, total, start) : lineProgress(title, total, start);
}

function barProgress(title: string, total: number, start: number): Progress {
  const remaining = estimate(total, start);
  const bar = new SingleBar(
    { format: `${title} {bar} {percentage} % | {value}/{total} | {left}{status}`, hideCursor: true, fps: 10 },
    Presets.shades_classic,
  );
  bar.start(total, start, { left: 'starting', status: '' });
  return {
    update: (done, status) =>
      bar.update(done, { left: remaining(done), status: status === undefined ? '' : ` | ${status}` }),
    note: (line) => {
      // The bar's own line is cleared first and drawn again at the next update.
      process.stdout.write(`\r\u001b[K${line}\n`);
    },
    stop: () => bar.stop(),
  };
}

function lineProgress(title: string, total: number, start: number): Progress {
  const remaining = estimate(total, start);
  let printed = performance.now();
  return {
    update: (done, status) => {
      const now = performance.now();
      if (done < total && now - printed < SECONDS_PER_LINE * 1000) return;
      printed = now;
      console.log([`${title} ${done}/${total}`, remaining(done), status].filter(Boolean).join(' | '));
    },
    note: (line) => console.log(line),
    stop: () => {},
  };
}

/** Says how much time is left, from the pace since the start. */
function estimate(total: number, start: number): (done: number) => string {
  const began = performance.now();
  return (done) => {
    if (done >= total) return 'done';
    if (done <= start) return 'starting';
    const seconds = ((performance.now() - began) / 1000 / (done - start)) * (total - done);
    return `${formatDuration(seconds)} left`;
  };
}

/** 75 seconds as 1:15, longer times as 2 h 05 min. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 3600) return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}

/** Code with which Node ends, without a word, where a module waits for something that nothing is left to bring about. */
const UNSETTLED = 13;

/** Runs a command: an error ends it with one line on standard error and exit code 1. It never ends without a word before its work is done. */
export async function runCommand(name: string, work: () => Promise<void>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the lines has had enough (`| head`); the files are still wanted.
    if (error.code !== 'EPIPE') throw error;
  });
  const unfinished = (code: number): void => {
    // By process.exit, whose caller has said why.
    if (code !== 0 && code !== UNSETTLED) return;
    process.stderr.write(`${name}: ended in the middle of its work, which is a mistake of ${name}\n`);
    process.exitCode = 1;
  };
  process.on('exit', unfinished);
  try {
    await work();
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ' ');
    process.stderr.write(message.startsWith(`${name}: `) ? `${message}\n` : `${name}: ${message}\n`);
    if (process.env.DEBUG) console.error(error);
    process.exitCode = 1;
  } finally {
    process.off('exit', unfinished);
  }
}
