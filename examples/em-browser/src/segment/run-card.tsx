import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Choice } from '../components/choice.tsx';
import { Progress } from '../components/progress.tsx';
import { type BackendName, backendNames, backendTitles } from '../engine/backend-name.ts';
import { backendName, chooseBackend, network } from './network-store.ts';
import { bytesText, countText } from './number-text.ts';
import { picture } from './picture-store.ts';
import { lastRun, outcome, run, startSegmentation, stopSegmentation } from './run-store.ts';

/** Starts and stops. */
export function RunCard(): VNode {
  const symmetries = useSignal(false);
  const running = run.value;
  const missing = network.value === undefined ? 'a network' : picture.value === undefined ? 'an image' : undefined;
  return (
    <section class="card" aria-labelledby="segment-run">
      <h3 id="segment-run">Segmentation</h3>
      <fieldset class="segment-fields" disabled={running !== undefined}>
        <Choice<BackendName>
          label="Computed by"
          value={backendName.value}
          options={backendNames.map((name) => ({ value: name, text: backendTitles[name] }))}
          onChange={chooseBackend}
        />
        <label class="segment-check">
          <input
            type="checkbox"
            checked={symmetries.value}
            onChange={(event) => {
              symmetries.value = event.currentTarget.checked;
            }}
          />
          Average over eight rotations and reflections
        </label>
        <p class="hint">A little more exact, and takes eight times as long.</p>
      </fieldset>
      {running === undefined ? (
        <button
          type="button"
          class="primary"
          disabled={missing !== undefined}
          onClick={() => startSegmentation(symmetries.value)}
        >
          Segment
        </button>
      ) : (
        <>
          <Progress label="Tiles segmented" done={running.done} total={running.total} text={running.text} />
          <button type="button" onClick={stopSegmentation}>
            Cancel
          </button>
        </>
      )}
      <p class="hint" role="status">
        {running === undefined && (missing === undefined ? outcome.value : `First choose ${missing}.`)}
      </p>
      <Details />
    </section>
  );
}

/** What the last segmentation took, for those who ask. */
function Details(): VNode | null {
  const figures = lastRun.value;
  if (figures === undefined) return null;
  const { backend, milliseconds, tensors, bytes } = figures;
  const threads = backend.threads === undefined ? '' : `, ${backend.threads} threads`;
  return (
    <details>
      <summary>Details</summary>
      <p class="number" data-testid="segment-details">
        {`${backend.name}${threads}; ${countText(Math.round(milliseconds))} ms; held afterwards: ${countText(tensors)} tensors, ${bytesText(bytes)}`}
      </p>
    </details>
  );
}
