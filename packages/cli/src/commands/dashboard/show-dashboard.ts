import { findRuns } from '../../dashboard/find-runs.ts';
import { serveDashboard } from '../../dashboard/serve.ts';
import { isFolder } from '../../files/list-images.ts';
import { whileInterruptible } from '../../terminal/interruption.ts';
import type { Output } from '../../terminal/output.ts';

/** Serves the page until somebody ends it, which is no failure. */
export async function showDashboard(paths: readonly string[], port: number | undefined, output: Output): Promise<void> {
  for (const path of paths) {
    if (!(await isFolder(path)))
      throw new Error(`${path}: must be the folder of a run, or one that holds runs, is a file`);
  }
  const { url, close } = await serveDashboard(paths, port);
  const found = await findRuns(paths);
  output.event('serving', { url, runs: found.map(({ path }) => path) });
  output.say(`${found.length} run${found.length === 1 ? '' : 's'}: ${url}`);
  if (found.length === 0) output.warn(`${paths.join(', ')}: no run is there yet; the page shows those that come`);
  output.say('Ctrl-C ends it.');
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  await whileInterruptible(end, () => ended);
  await close();
}
