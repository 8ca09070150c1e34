import { formatDuration, formatSeconds } from '@unet/run/arrays';
import { live, losses, type Phase, type RunSummary, run } from './run-state.ts';

/** What is going on, in a line. */
export function describeStatus(kept: RunSummary, phase: Phase): string {
  const compiles = live.value !== undefined && live.value.backend.name !== 'simd';
  switch (phase) {
    case 'starting':
      return compiles ? 'The graphics card compiles its programs…' : 'Starting…';
    case 'training':
      return 'Training';
    case 'pausing':
      return 'Pausing after this step…';
    case 'stopping':
      return 'Stopping after this step…';
    case 'scoring':
      return 'Scoring the held-out slices…';
    case 'idle':
      return describeEnd(kept);
  }
}

function describeEnd({ status, step, plan, message }: RunSummary): string {
  const { steps } = plan;
  const because = message === undefined ? '' : `: ${message}`;
  switch (status) {
    case 'finished':
      return `Finished after ${steps} steps`;
    case 'stopped':
      return `Stopped after ${step} of ${steps} steps`;
    case 'diverged':
      return `Diverged${because}. What it knew after step ${step} is kept.`;
    case 'running':
      // Until it is known whether it can go on.
      return `Opening the run, ${step} of ${steps} steps`;
    case 'paused':
      return `Paused after ${step} of ${steps} steps${because}`;
  }
}

/** How many of the last losses are averaged: those of single squares differ too much to be read. */
const SHOWN_LOSSES = 20;

/** Step, loss, pace and time left, in a line. */
export function describeProgress(): string {
  const kept = run.value;
  if (kept === undefined) return '';
  const parts = [`step ${kept.step} of ${kept.plan.steps}`];
  const recent = losses.value.slice(-SHOWN_LOSSES);
  if (recent.length > 0) parts.push(`loss ${(recent.reduce((sum, loss) => sum + loss, 0) / recent.length).toFixed(4)}`);
  const pace = live.value?.secondsPerStep;
  if (pace !== undefined) {
    parts.push(`${formatSeconds(pace)} a step`, `${formatDuration(pace * (kept.plan.steps - kept.step))} left`);
  }
  return parts.join(' · ');
}
