import { type Signal, signal } from '@preact/signals';
import type { VNode } from 'preact';
import { FileDrop } from '../../components/file-drop.tsx';
import { notify } from '../../state/notices.ts';
import { panel } from '../../state/panel.ts';
import { weights } from '../../state/weights.ts';
import { countText } from '../number-text.ts';
import { run } from '../segmentation-run.ts';
import { Cancelled, type LoadedNetwork, network, takeWeights } from './network-store.ts';

/** What the last file led to, for those who do not see the numbers change. */
const said: Signal<string> = signal('');

/** The network: where it comes from and what it is. */
export function NetworkCard(): VNode {
  return (
    <section class="card" aria-labelledby="segment-network">
      <h3 id="segment-network">Network</h3>
      {network.value === undefined ? <NoNetwork /> : <NetworkFacts network={network.value} />}
      <fieldset class="segment-fields" disabled={run.value !== undefined}>
        <FileDrop label="Weights from a file" accept=".safetensors" onFiles={openWeights}>
          <p class="hint">A .safetensors file that this page or em-train wrote.</p>
        </FileDrop>
      </fieldset>
      <p class="hint" role="status">
        {said}
      </p>
    </section>
  );
}

function NoNetwork(): VNode {
  if (weights.value !== undefined) return <p>Loading the network…</p>;
  return (
    <>
      <p>There is no network yet. Train one on this page, or drop the weights of one that was trained before.</p>
      <button
        type="button"
        onClick={() => {
          panel.value = 'train';
        }}
      >
        Go to Train
      </button>
    </>
  );
}

function NetworkFacts({ network: { source, config, parameters } }: { readonly network: LoadedNetwork }): VNode {
  const facts: readonly [string, string][] = [
    ['Weights', source.description],
    ['Depth', `${config.depth} poolings`],
    ['Base width', `${config.baseWidth} channels`],
    ['Parameters', countText(parameters)],
    ['Image channels', `${config.channels}`],
    ['Classes', `${config.classes}`],
  ];
  return (
    <dl class="segment-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

async function openWeights(files: readonly File[]): Promise<void> {
  const [file, ...more] = files;
  if (file === undefined) return;
  if (run.value !== undefined) {
    notify('warning', `${file.name} was not opened: a segmentation is under way. Wait for it, or cancel it.`);
    return;
  }
  if (more.length > 0) {
    notify('warning', `One file of weights is expected, got ${files.length}. Nothing was opened.`);
    return;
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    await takeWeights({ description: file.name, bytes });
    said.value = `${file.name} is loaded.`;
  } catch (error) {
    if (error instanceof Cancelled) return;
    const reason = error instanceof Error ? error.message : String(error);
    notify('error', `${file.name}: ${reason}. Expected weights that this page or em-train wrote.`);
  }
}
