import { batch } from '@preact/signals';
import { notify } from '../../state/notices.ts';
import { weights } from '../../state/weights.ts';
import { deleteAttempt } from '../../storage/run-store.ts';
import { startedBackends } from '../plan/started-backends.ts';
import { type Live, live, losses, phase, prediction, type RunSummary, run, savedStep, scoring } from './run-state.ts';
import type { SessionEvent } from './session-messages.ts';

/** Brings onto the page what a worker says. */
export function applyEvent(event: Exclude<SessionEvent, { kind: 'lost' }>): void {
  batch(() => {
    switch (event.kind) {
      case 'started':
        startedBackends.value = { ...startedBackends.value, [event.backend.name]: event.backend };
        live.value = { backend: event.backend, secondsPerStep: undefined, waitShare: undefined, memory: undefined };
        break;
      case 'ready':
        if (phase.value === 'starting') phase.value = 'training';
        break;
      case 'progress': {
        const { step, seconds, secondsPerStep, waitShare, memory } = event;
        // It lives: a page that is closed from now on may go on by itself.
        if (live.value?.memory === undefined) void deleteAttempt();
        changeLive({ secondsPerStep, waitShare, memory });
        changeRun({ step, seconds });
        losses.value = [...losses.value, ...event.losses];
        break;
      }
      case 'prediction':
        prediction.value = event.prediction;
        break;
      case 'saved':
        savedStep.value = event.step;
        break;
      case 'unsaved':
        notify(
          'warning',
          `The run cannot be saved in this browser (${event.reason}). It goes on, but is lost when the tab is closed: download the weights at the end.`,
        );
        break;
      case 'ended': {
        const { status, step, message } = event;
        changeRun({ status, step, message });
        savedStep.value = step;
        if (event.weights !== undefined) weights.value = { description: describeWeights(step), bytes: event.weights };
        if (message !== undefined) notify('error', `Training ended: ${message}.`);
        phase.value = status === 'stopped' || status === 'finished' ? 'scoring' : phase.value;
        break;
      }
      case 'scoring':
        scoring.value = event;
        break;
      case 'scored':
        changeRun({ scores: event.scores });
        break;
    }
  });
}

/** Where weights come from, in a few words. */
export function describeWeights(step: number): string {
  return `trained here, ${step} steps`;
}

function changeRun(part: Partial<RunSummary>): void {
  if (run.value !== undefined) run.value = { ...run.value, ...part };
}

function changeLive(part: Partial<Live>): void {
  if (live.value !== undefined) live.value = { ...live.value, ...part };
}
