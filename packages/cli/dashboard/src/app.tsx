import { useEffect, useState } from 'preact/hooks';
import { Charts } from './charts.tsx';
import { follow } from './follow.ts';
import { lookOf } from './look.ts';
import { Pictures } from './pictures.tsx';
import { RunCard } from './run-card.tsx';
import type { Run } from './runs.ts';
import { SettingsTable } from './settings-table.tsx';

/** Charts of more runs than this are hard to read: further ones are shown when they are asked for. */
const SHOWN_FIRST = 6;

export function App() {
  const [runs, setRuns] = useState<readonly Run[]>();
  const [isGone, setGone] = useState(false);
  /** What somebody has chosen, by folder: a server that is started again numbers anew. */
  const [choice, setChoice] = useState<Readonly<Record<string, boolean>>>({});
  const isDark = useDarkness();
  useEffect(() => {
    follow(
      (next) => {
        setRuns(next);
        setGone(false);
      },
      () => setGone(true),
    );
  }, []);
  const shown = (runs ?? []).filter(({ name, index }) => choice[name] ?? index < SHOWN_FIRST);
  const running = (runs ?? []).filter(({ status }) => status === 'running').length;
  return (
    <>
      <header>
        <h1>unet dashboard</h1>
        <p role="status" class={isGone ? 'gone' : ''}>
          {stateOf(runs, running, isGone)}
        </p>
      </header>
      <main>
        {runs?.length === 0 && <p class="card">No run is there yet. It appears here as soon as one begins.</p>}
        {runs !== undefined && runs.length > 0 && (
          <>
            <section aria-label="Runs" class="runs">
              {runs.map((run) => (
                <RunCard
                  key={run.id}
                  run={run}
                  look={lookOf(run.index, isDark)}
                  isShown={shown.includes(run)}
                  onShow={(isShown) => setChoice({ ...choice, [run.name]: isShown })}
                />
              ))}
            </section>
            <section class="card" aria-labelledby="course">
              <h2 id="course">Course</h2>
              <Charts runs={shown} isDark={isDark} />
            </section>
            <section aria-labelledby="seen">
              <h2 id="seen">What the network sees</h2>
              <Pictures runs={shown} />
            </section>
            <section class="card" aria-labelledby="settings">
              <h2 id="settings">Settings</h2>
              <SettingsTable runs={shown} />
            </section>
          </>
        )}
      </main>
    </>
  );
}

function stateOf(runs: readonly Run[] | undefined, running: number, isGone: boolean): string {
  if (isGone) return 'The server has ended; this is what it said last. “unet dashboard FOLDER” starts it again.';
  if (runs === undefined) return 'Asking …';
  const all = `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`;
  return running === 0 ? `${all}, none is running` : `${all}, ${running} running`;
}

/** Whether the page is dark, as the system has it. */
function useDarkness(): boolean {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const [isDark, setDark] = useState(query.matches);
  useEffect(() => {
    const listen = (): void => setDark(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  return isDark;
}
