/**
 * Draws whatever was asked for last, one after the other: at most every `least` milliseconds, and no more than a tenth of the time where a
 * drawing takes long.
 */
export function createRedraw<Input>(
  draw: (input: Input) => Promise<void>,
  onError: (error: unknown) => void,
  least = 250,
): (input: Input) => void {
  let wanted: { readonly input: Input } | undefined;
  let busy = false;

  const drawAll = async (): Promise<void> => {
    busy = true;
    while (wanted !== undefined) {
      const { input } = wanted;
      wanted = undefined;
      const start = performance.now();
      await draw(input).catch(onError);
      const rest = Math.max(least, 9 * (performance.now() - start));
      await new Promise((resolve) => setTimeout(resolve, rest));
    }
    busy = false;
  };
  return (input) => {
    wanted = { input };
    if (!busy) void drawAll();
  };
}
