import { exitCodes } from './failure.ts';

/** How a process is asked to end: Ctrl-C, a polite kill, a terminal that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

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
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}
