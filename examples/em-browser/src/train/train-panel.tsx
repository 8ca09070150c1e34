import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { probeBackends } from '../engine/probe-backends.ts';
import { nextPlan } from './plan/next-plan.ts';
import { nextPreflight } from './plan/next-preflight.ts';
import { phase } from './run/run-state.ts';
import { BackendChoice } from './view/backend-choice.tsx';
import { PreflightNote } from './view/preflight-note.tsx';
import { RunButtons } from './view/run-buttons.tsx';
import { keepDrawing } from './view/run-drawings.ts';
import { RunView } from './view/run-view.tsx';
import { SettingsForm } from './view/settings-form.tsx';
import './view/train.css';

export function TrainPanel(): VNode {
  useEffect(keepDrawing, []);
  useEffect(() => {
    // Measuring would keep a run that goes on by itself waiting.
    if (phase.value === 'idle') void probeBackends();
  }, []);
  const { inputSizes, plan, problem } = nextPlan.value;
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
          <SettingsForm inputSizes={inputSizes} inputSize={plan?.inputSize} disabled={!idle} />
        </div>
      </div>
    </>
  );
}
