/**
 * Makes work of which only the newest matters, such as drawing for a slider that moves: it runs once at a time, and what came in the meantime
 * but is not the newest is skipped.
 * @returns a function that asks for work; its promise is kept when that, or newer, has been done
 */
export function latest<Value>(work: (value: Value) => Promise<void>): (value: Value) => Promise<void> {
  let waiting: { readonly value: Value } | undefined;
  let running: Promise<void> | undefined;
  const drain = async (): Promise<void> => {
    try {
      while (waiting !== undefined) {
        const { value } = waiting;
        waiting = undefined;
        await work(value);
      }
    } finally {
      running = undefined;
    }
  };
  return (value) => {
    waiting = { value };
    running ??= drain();
    return running;
  };
}
