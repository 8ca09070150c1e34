/**
 * Runs one task at a time; of those that come meanwhile only the newest waits, the others are dropped. A slider that moves faster
 * than pictures are drawn then shows as many as there is time for, and always the last.
 * @returns takes a task, which must not reject
 * @example
 * const run = newestOnly();
 * slider.oninput = () => run(async () => show(await draw(slider.value)));
 */
export function newestOnly(): (task: () => Promise<void>) => void {
  let busy = false;
  let waiting: (() => Promise<void>) | undefined;
  const work = async (): Promise<void> => {
    busy = true;
    while (waiting !== undefined) {
      const task = waiting;
      waiting = undefined;
      await task();
    }
    busy = false;
  };
  return (task) => {
    waiting = task;
    if (!busy) void work();
  };
}
