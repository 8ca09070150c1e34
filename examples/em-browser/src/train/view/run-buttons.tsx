import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { dataset } from '../../state/dataset.ts';
import { nextPlan } from '../plan/next-plan.ts';
import { nextPreflight } from '../plan/next-preflight.ts';
import { change } from '../plan/train-settings.ts';
import { leave, otherSlices, pauseRun, resumeRun, startRun, stopRun } from '../run/run-control.ts';
import { phase, run } from '../run/run-state.ts';

/** What can be done with a run now. Who presses a button stays here when it gives way to others. */
export function RunButtons(): VNode {
  const place = useRef<HTMLDivElement>(null);
  const focused = place.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (focused && !place.current!.contains(document.activeElement)) place.current!.focus();
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div class="run-buttons" role="group" aria-label="Start and stop" tabIndex={-1} ref={place}>
      <Buttons />
    </div>
  );
}

function Buttons(): VNode {
  switch (phase.value) {
    case 'idle':
      return <IdleButtons />;
    case 'starting':
      return <Row buttons={[['Cancel', leave]]} />;
    case 'scoring':
      return <Row buttons={[['Skip the scores', leave]]} />;
    default:
      return (
        <Row
          disabled={phase.value !== 'training'}
          buttons={[
            ['Pause', pauseRun],
            ['Stop', stopRun],
          ]}
        />
      );
  }
}

function Row(props: {
  readonly buttons: readonly (readonly [string, () => void])[];
  readonly disabled?: boolean;
}): VNode {
  const { buttons, disabled = false } = props;
  return (
    <div class="row">
      {buttons.map(([name, press]) => (
        <button type="button" key={name} disabled={disabled} onClick={press}>
          {name}
        </button>
      ))}
    </div>
  );
}

function IdleButtons(): VNode {
  const kept = run.value;
  const { plan } = nextPlan.value;
  const preflight = nextPreflight.value;
  const nothingFits = preflight?.problem !== undefined && preflight.offer === undefined;
  const goesOn = kept !== undefined && kept.status !== 'finished' && kept.status !== 'diverged';
  // What ended a run on a graphics card need not end it on the processor.
  const troubled = kept?.status === 'paused' && kept.message !== undefined && kept.backend !== 'simd';
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
      {kept !== undefined && <p class="hint">A new run replaces the one that is kept.</p>}
      {dataset.value === undefined && <p class="hint">Waiting for slices; see the Data panel.</p>}
    </>
  );
}
