import { latest } from '../../components/latest.ts';

/** Longest wait for the newest drawing, in milliseconds, however slow the machine. */
const LONGEST = 2000;

/**
 * Draws whatever was asked for last, one after the other: at most every `least` milliseconds, and less often, down to every two seconds, where a
 * drawing takes long.
 */
export function createRedraw<Input>(
  draw: (input: Input) => Promise<void>,
  onError: (error: unknown) => void,
  least = 250,
): (input: Input) => void {
  const drawAndRest = latest(async (input: Input) => {
    const start = performance.now();
    await draw(input).catch(onError);
    const rest = Math.max(least, Math.min(LONGEST, 9 * (performance.now() - start)));
    await new Promise((resolve) => setTimeout(resolve, rest));
  });
  return (input) => void drawAndRest(input);
}
