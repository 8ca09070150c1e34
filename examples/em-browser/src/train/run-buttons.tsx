import type { VNode } from 'preact';
import { dataset } from '../state/dataset.ts';
import { chosenBackend } from './chosen-backend.ts';
import { nextPlan } from './next-plan.ts';
import { nextPreflight } from './next-preflight.ts';
import { otherSlices, pauseRun, resumeRun, skipScores, startRun, stopRun } from './run-control.ts';
import { phase, run } from './run-state.ts';
import { change } from './settings.ts';

/** What can be done with a run now. */
export function RunButtons(): VNode {
  const training = phase.value === 'training';
  switch (phase.value) {
    case 'idle':
      return <IdleButtons />;
    case 'scoring':
      return (
        <div class="row">
          <button type="button" onClick={skipScores}>
            Skip the scores
          </button>
        </div>
      );
    default:
      return (
        <div class="row">
          <button type="button" disabled={!training} onClick={pauseRun}>
            Pause
          </button>
          <button type="button" disabled={!training} onClick={stopRun}>
            Stop
          </button>
        </div>
      );
  }
}

function IdleButtons(): VNode {
  const kept = run.value;
  const { plan } = nextPlan.value;
  const preflight = nextPreflight.value;
  const nothingFits = preflight?.problem !== undefined && preflight.offer === undefined;
  const goesOn = kept !== undefined && kept.status !== 'finished' && kept.status !== 'diverged';
  // What ended a run on a graphics card need not end it on the processor.
  const troubled = kept?.status === 'paused' && kept.message !== undefined && chosenBackend.value !== 'simd';
  const belongs = kept !== undefined && kept.dataset.id === dataset.value?.id;
  return (
    <>
      <div class="row">
        {goesOn && (
          <button type="button" class="primary" disabled={!belongs} onClick={() => void resumeRun()}>
            Resume after step {kept.step}
          </button>
        )}
        {troubled && (
          <button
            type="button"
            disabled={!belongs}
            onClick={() => {
              change({ backend: 'simd' });
              void resumeRun();
            }}
          >
            Resume on WebAssembly
          </button>
        )}
        <button
          type="button"
          class={goesOn ? '' : 'primary'}
          disabled={plan === undefined || nothingFits}
          onClick={() => void startRun()}
        >
          {kept === undefined ? 'Start training' : 'Start a new run'}
        </button>
      </div>
      {kept !== undefined && dataset.value !== undefined && !belongs && <p class="hint">{otherSlices(kept)}</p>}
      {kept !== undefined && <p class="hint">A new run takes the place of the one that is kept.</p>}
      {dataset.value === undefined && <p class="hint">Waiting for slices; see the Data panel.</p>}
    </>
  );
}
