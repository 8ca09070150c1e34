import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { probeBackends } from '../engine/probe-backends.ts';
import { BackendChoice } from './backend-choice.tsx';
import { keepDrawing } from './drawings.ts';
import { nextPlan } from './next-plan.ts';
import { nextPreflight } from './next-preflight.ts';
import { PreflightNote } from './preflight-note.tsx';
import { RunButtons } from './run-buttons.tsx';
import { phase } from './run-state.ts';
import { RunView } from './run-view.tsx';
import { SettingsForm } from './settings-form.tsx';
import './train.css';

export function TrainPanel(): VNode {
  useEffect(keepDrawing, []);
  useEffect(() => {
    // Measuring would keep a run that goes on by itself waiting.
    if (phase.value === 'idle') void probeBackends();
  }, []);
  const { tiles, plan, problem } = nextPlan.value;
  const preflight = nextPreflight.value;
  const idle = phase.value === 'idle';
  return (
    <>
      <h2>Train</h2>
      <div class="train">
        <div class="card train-actions">
          <RunButtons />
          {problem !== undefined && <p role="alert">{problem}</p>}
          {idle && plan !== undefined && preflight !== undefined && (
            <PreflightNote demand={plan} preflight={preflight} />
          )}
        </div>
        <RunView />
        <div class="card train-settings">
          <BackendChoice disabled={!idle} />
          <SettingsForm tiles={tiles} disabled={!idle} />
        </div>
      </div>
    </>
  );
}
