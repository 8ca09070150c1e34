import { formatDuration } from '@unet/run/arrays';
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
/** Columns of a bar, where there is room for it. */
const MOST_COLUMNS = 30;

/**
 * A bar on a terminal, as wide as that is; plain lines now and then where the output goes to a file, a pipe, or a terminal that knows no escape
 * sequences.
 * @param silent shows nothing; notes are printed all the same
 */
export function createProgress(title: string, total: number, start: number, silent: boolean): Progress {
  if (silent) return { update: () => {}, note: (line) => void process.stdout.write(`${line}\n`), stop: () => {} };
  const isTerminal = process.stdout.isTTY && process.env.TERM !== 'dumb';
  return isTerminal ? barProgress(title, total, start) : lineProgress(title, total, start);
}

function barProgress(title: string, total: number, start: number): Progress {
  const remaining = estimate(total, start);
  const bar = new SingleBar(
    {
      format: (_options, { progress, value }, { left, status }) =>
        progressLine(
          { title, progress, done: Math.floor(value), total, left, status },
          // The last column makes some terminals wrap.
          (process.stdout.columns || 80) - 1,
        ),
      hideCursor: true,
      linewrap: null,
      fps: 10,
    },
    Presets.shades_classic,
  );
  bar.start(total, start, { left: 'starting', status: '' });
  return {
    update: (done, status = '') => bar.update(done, { left: remaining(done), status }),
    note: (line) => {
      // The bar's own line is cleared first and drawn again at the next update.
      process.stdout.write(`\r\u001b[K${line}\n`);
    },
    stop: () => bar.stop(),
  };
}

/** What a line of progress says. */
interface ProgressLine {
  readonly title: string;
  /** 0 to 1. */
  readonly progress: number;
  readonly done: number;
  readonly total: number;
  /** Time left, in words. */
  readonly left: string;
  readonly status: string;
}

/**
 * A line of at most `columns` columns: the numbers first, a bar where there is room for one, and what else there is to show as far as it fits.
 */
export function progressLine({ title, progress, done, total, left, status }: ProgressLine, columns: number): string {
  const numbers = [`${Math.floor(100 * progress)} %`, `${done}/${total}`, left, status].filter(Boolean).join(' | ');
  const room = Math.min(MOST_COLUMNS, columns - title.length - numbers.length - 2);
  if (room >= 5) {
    const filled = Math.round(room * progress);
    return `${title} ${'█'.repeat(filled)}${'░'.repeat(room - filled)} ${numbers}`;
  }
  const line = `${title} ${numbers}`;
  return (line.length <= columns ? line : numbers).slice(0, Math.max(1, columns));
}

function lineProgress(title: string, total: number, start: number): Progress {
  const remaining = estimate(total, start);
  let printed = performance.now();
  return {
    update: (done, status) => {
      const now = performance.now();
      if (done < total && now - printed < SECONDS_PER_LINE * 1000) return;
      printed = now;
      const line = [`${title} ${Math.floor(done)}/${total}`, remaining(done), status].filter(Boolean).join(' | ');
      process.stdout.write(`${line}\n`);
    },
    note: (line) => void process.stdout.write(`${line}\n`),
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
