/**
 * Runs the tasks, so many at a time, and keeps their order.
 * @template T
 * @param {(() => Promise<T>)[]} tasks
 * @param {number} atATime
 * @returns {Promise<T[]>}
 */
export async function runAll(tasks, atATime) {
  /** @type {T[]} */
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < tasks.length) {
      const index = next++;
      results[index] = await tasks[index]();
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return results;
}
