import { exitCodes } from './failure.ts';

/** How a process is asked to end: Ctrl-C, a polite kill, a terminal that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How many works under way hear signals themselves. */
let listening = 0;

/**
 * Ends the process in one line when it is asked to and nothing is under way that would come to a better end within {@link whileInterruptible}.
 * Every file is written whole or not at all, so nothing is left half done.
 * @returns ends that
 */
export function endOnSignals(name: string): () => void {
  const end = (): void => {
    if (listening > 0) return;
    process.stderr.write(`\n${name}: stopped; what is written is whole\n`);
    process.exit(exitCodes.interrupted);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  return () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
}

/**
 * Hears when the process is asked to end, as long as `work` lasts. The first time is for `onInterrupt`, which lets the work under way come to a
 * good end; the second time ends the process at once.
 */
export async function whileInterruptible<Result>(
  onInterrupt: () => void,
  work: () => Promise<Result>,
): Promise<Result> {
  let asked = false;
  const interrupt = (): void => {
    if (asked) process.exit(exitCodes.interrupted);
    asked = true;
    onInterrupt();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  listening++;
  try {
    return await work();
  } finally {
    listening--;
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}
