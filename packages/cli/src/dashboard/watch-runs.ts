import { findRuns } from './find-runs.ts';
import { type WatchedRun, watchRun } from './read-run.ts';
import type { DashboardView, KnownLogs } from './run-view.ts';

/** The runs of a dashboard. */
export interface WatchedRuns {
  view(known: KnownLogs): Promise<DashboardView>;
  /** The file of a picture of a run; undefined where there is no such run or picture. */
  picture(id: string, name: string): string | undefined;
}

/** Watches the runs that paths stand for, also those that come later. */
export function watchRuns(paths: readonly string[]): WatchedRuns {
  const byPath = new Map<string, { readonly id: string; readonly run: WatchedRun }>();
  const find = (id: string) => [...byPath.values()].find((one) => one.id === id)?.run;
  return {
    async view(known) {
      const found = await findRuns(paths);
      const views = found.map(({ path, name }) => {
        const id = byPath.get(path)?.id ?? String(byPath.size + 1);
        const { run } = byPath.get(path) ?? { run: watchRun(id, name, path) };
        byPath.set(path, { id, run });
        return run.view(known[id]);
      });
      return { runs: await Promise.all(views) };
    },
    picture: (id, name) => find(id)?.picture(name),
  };
}
