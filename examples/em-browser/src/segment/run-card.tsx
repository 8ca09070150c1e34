import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Choice } from '../components/choice.tsx';
import { Progress } from '../components/progress.tsx';
import { Toggle } from '../components/toggle.tsx';
import { type BackendName, backendNames, backendTitles } from '../engine/backend-name.ts';
import { network } from './network/network-store.ts';
import { backendChoice, fastestFor, refusalOf } from './network/segment-backend.ts';
import { bytesText, countText } from './number-text.ts';
import { picture } from './picture/picture-store.ts';
import { lastRun, outcome, run, startSegmentation, stopSegmentation } from './segmentation-run.ts';

/** Starts and stops. */
export function RunCard(): VNode {
  const symmetries = useSignal(false);
  const running = run.value;
  const missing = network.value === undefined ? 'a network' : picture.value === undefined ? 'an image' : undefined;
  return (
    <section class="card" aria-labelledby="segment-run">
      <h3 id="segment-run">Segmentation</h3>
      <fieldset class="segment-fields" disabled={running !== undefined}>
        <BackendChoice />
        <Toggle
          label="Average over eight rotations and reflections"
          hint="A little more exact, and takes eight times as long."
          value={symmetries.value}
          onChange={(value) => {
            symmetries.value = value;
          }}
        />
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

function BackendChoice(): VNode {
  const fastest = fastestFor(network.value?.config);
  return (
    <Choice<BackendName | 'auto'>
      label="Computed by"
      value={backendChoice.value}
      options={[
        { value: 'auto', text: `The fastest known: ${backendTitles[fastest]}` },
        ...backendNames.map((name) => {
          const refusal = refusalOf(name);
          const text = refusal === undefined ? backendTitles[name] : `${backendTitles[name]}: ${refusal}`;
          return { value: name, text, disabled: refusal !== undefined };
        }),
      ]}
      onChange={(choice) => {
        backendChoice.value = choice;
      }}
    />
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
