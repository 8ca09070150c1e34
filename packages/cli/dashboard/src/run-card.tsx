import { formatBytes, formatDuration, formatPercent } from '@unet/run/arrays';
import type { Look } from './look.ts';
import type { Run } from './runs.ts';

const words: Readonly<Record<Run['status'], string>> = {
  running: 'running',
  paused: 'not running',
  stopped: 'stopped',
  finished: 'finished',
  diverged: 'diverged',
  unknown: 'unknown',
};

/** How one run stands. */
export function RunCard({ run, look, isShown, onShow }: RunCardProps) {
  const { name, status, step, steps, message } = run;
  return (
    <article class="card run" data-status={status}>
      <label class="run-name">
        <input type="checkbox" checked={isShown} onChange={({ currentTarget }) => onShow(currentTarget.checked)} />
        <svg class="swatch" viewBox="0 0 28 8" aria-hidden="true">
          <line
            x1="0"
            x2="28"
            y1="4"
            y2="4"
            stroke={look.color}
            stroke-width="3"
            stroke-dasharray={look.dash.join(' ')}
          />
        </svg>
        <span>{name}</span>
      </label>
      <span class="status">{words[status]}</span>
      <progress value={step} max={steps ?? Math.max(1, step)} aria-label={`Steps of ${name}`} />
      <dl>
        {factsOf(run).map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {message !== undefined && <p class="message">{message}</p>}
    </article>
  );
}

interface RunCardProps {
  readonly run: Run;
  readonly look: Look;
  readonly isShown: boolean;
  readonly onShow: (isShown: boolean) => void;
}

/** Losses of so many steps are one number: single tiles differ too much. */
const RECENT = 20;

function factsOf(run: Run): [term: string, value: string][] {
  const { step, steps, losses, previews, scores, secondsPerStep, secondsLeft, memory, backend } = run;
  const recent = losses.slice(-RECENT).filter((loss) => loss !== null);
  const loss = recent.reduce((sum, one) => sum + one, 0) / recent.length;
  const preview = previews.findLast(({ pixelError }) => pixelError !== null)?.pixelError;
  const dash = '–';
  const facts: [string, string | undefined][] = [
    ['step', steps === undefined ? String(step) : `${step} / ${steps}`],
    ['loss', recent.length === 0 ? dash : loss.toFixed(4)],
    scores['pixel error'] === undefined
      ? ['pixel error now', preview == null ? dash : formatPercent(preview)]
      : ['best pixel error', formatPercent(scores['pixel error'])],
    ['best V-Rand', scores['V-Rand']?.toFixed(4)],
    ['pace', run.status === 'running' ? paceOf(secondsPerStep) : undefined],
    [
      'time left',
      run.status === 'running' ? (secondsLeft === undefined ? dash : formatDuration(secondsLeft)) : undefined,
    ],
    ['memory', run.status === 'running' ? (memory === undefined ? dash : formatBytes(memory)) : undefined],
    ['time trained', run.status === 'running' ? undefined : formatDuration(run.seconds.at(-1) ?? 0)],
    ['backend', backend ?? dash],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

function paceOf(seconds: number | undefined): string {
  if (seconds === undefined || seconds === 0) return '–';
  return seconds < 1 ? `${(1 / seconds).toFixed(1)} steps/s` : `${seconds.toFixed(1)} s a step`;
}
