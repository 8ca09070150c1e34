import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { probeBackends } from '../engine/probe-backends.ts';
import { dataset, trainingSlices } from '../state/dataset.ts';
import { BackendChoice } from './backend-choice.tsx';
import { keepDrawing } from './drawings.ts';
import { configOf, type TileRange, tileRange } from './plan-run.ts';
import { RunButtons } from './run-buttons.tsx';
import { phase } from './run-state.ts';
import { RunView } from './run-view.tsx';
import { settings } from './settings.ts';
import { SettingsForm } from './settings-form.tsx';
import './train.css';

export function TrainPanel(): VNode {
  useEffect(keepDrawing, []);
  useEffect(() => {
    // Measuring would keep a run that goes on by itself waiting.
    if (phase.value === 'idle') void probeBackends();
  }, []);
  const { tiles, problem } = fittingTiles();
  return (
    <>
      <h2>Train</h2>
      <div class="columns">
        <div class="card">
          <RunButtons canStart={problem === undefined} />
          {problem !== undefined && <p role="alert">{problem}</p>}
          <BackendChoice disabled={phase.value !== 'idle'} />
          <SettingsForm tiles={tiles} disabled={phase.value !== 'idle'} />
        </div>
        <RunView />
      </div>
    </>
  );
}

/** The tiles that the network and the slices allow, or why there are none. */
function fittingTiles(): { readonly tiles: TileRange | undefined; readonly problem: string | undefined } {
  const slices = dataset.value;
  if (slices === undefined) return { tiles: undefined, problem: undefined };
  try {
    const config = configOf(settings.value, slices.slices[0]!.image.channels);
    return { tiles: tileRange(config, trainingSlices(slices)), problem: undefined };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { tiles: undefined, problem: error.message };
  }
}
