import type { DashboardView } from '../../src/dashboard/run-view.ts';
import { joinView, type KnownRuns, noRuns } from './runs.ts';

/** Milliseconds between two questions; longer where nobody looks at the page. */
const PACE = { seen: 1000, hidden: 10_000, gone: 3000 } as const;

/**
 * Asks the server again and again how the runs stand. The server knows everything: a page that is loaded again asks from the start.
 * @param onRuns hears of every answer
 * @param onGone hears that the server does not answer
 */
export function follow(onRuns: (runs: KnownRuns['runs']) => void, onGone: () => void): void {
  let state = noRuns;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<void> => {
    let pace: number = document.hidden ? PACE.hidden : PACE.seen;
    try {
      const answer = await fetch(`./runs?known=${encodeURIComponent(JSON.stringify(state.known))}`);
      if (!answer.ok) throw new Error(await answer.text());
      state = joinView(state, (await answer.json()) as DashboardView);
      onRuns(state.runs);
    } catch {
      // Another server may be there next, which numbers runs and lines anew.
      state = { ...state, known: {} };
      pace = PACE.gone;
      onGone();
    }
    timer = setTimeout(ask, pace);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    clearTimeout(timer);
    void ask();
  });
  void ask();
}
