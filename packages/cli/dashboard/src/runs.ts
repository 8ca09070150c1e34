import type { DashboardView, KnownLogs, RunView } from '../../src/dashboard/run-view.ts';

/** A run with its whole log. */
export interface Run extends Omit<RunView, 'log'> {
  /** Number of the run among all, for its colour. */
  readonly index: number;
  readonly logSteps: readonly number[];
  readonly losses: readonly (number | null)[];
  readonly rates: readonly number[];
  readonly seconds: readonly number[];
}

/** What the page knows, to be asked for what it does not. */
export interface KnownRuns {
  readonly runs: readonly Run[];
  readonly known: KnownLogs;
}

export const noRuns: KnownRuns = { runs: [], known: {} };

/** Puts what is new behind what is known; what was written anew takes its place. */
export function joinView({ runs, known }: KnownRuns, view: DashboardView): KnownRuns {
  const joined = view.runs.map((next, index): Run => {
    const { log, ...facts } = next;
    const before = known[next.id]?.[0] === log.revision ? runs.find(({ id }) => id === next.id) : undefined;
    return {
      ...facts,
      index,
      logSteps: [...(before?.logSteps ?? []), ...log.steps],
      losses: [...(before?.losses ?? []), ...log.losses],
      rates: [...(before?.rates ?? []), ...log.rates],
      seconds: [...(before?.seconds ?? []), ...log.seconds],
    };
  });
  const revisions = view.runs.map(
    ({ id, log }, index) => [id, [log.revision, joined[index]!.logSteps.length]] as const,
  );
  return { runs: joined, known: Object.fromEntries(revisions) };
}
