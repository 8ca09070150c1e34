import { formatBytes, formatDuration, formatPercent } from '@unet/run/arrays';
import type { VNode } from 'preact';
import { download } from '../../components/download.ts';
import type { BackendName } from '../../engine/backend-name.ts';
import { weights } from '../../state/weights.ts';
import type { StoredScores } from '../../storage/stored-run.ts';
import { startedBackends } from '../plan/started-backends.ts';
import { live, phase, run, savedStep, stepsPerEpoch } from '../run/run-state.ts';
import { bestRows, scoreRows } from './score-rows.ts';

/** Scores, downloads and details of the run. */
export function RunNumbers(): VNode {
  return (
    <>
      <Scores />
      <Weights />
      <details>
        <summary>Details of this run</summary>
        <Details />
      </details>
    </>
  );
}

function Scores(): VNode | null {
  const scores = run.value?.scores;
  if (scores === undefined) return null;
  return (
    <>
      <h3>Held-out slices ({scores.slices})</h3>
      <p class="hint">Cells are where the probability is above {scores.threshold}.</p>
      <Rows rows={scoreRows(scores)} />
      <BestScores best={scores.best} />
    </>
  );
}

function BestScores({ best }: Pick<StoredScores, 'best'>): VNode {
  if (best === undefined) {
    return <p class="hint">An earlier version of this page scored this run; its scores of cells were others.</p>;
  }
  return (
    <>
      <h4>Best of all thresholds</h4>
      <p class="hint">
        Each threshold is chosen on these very slices: on new ones the network does worse. Published results of the ISBI
        2012 challenge are such scores.
      </p>
      <Rows rows={bestRows(best)} />
    </>
  );
}

function Weights(): VNode | null {
  const known = weights.value;
  if (known === undefined || phase.value === 'training') return null;
  return (
    <div class="row">
      <button
        type="button"
        onClick={() => download('unet-weights.safetensors', known.bytes, 'application/octet-stream')}
      >
        Download the weights
      </button>
      <span class="hint">{known.description}; the Segment panel has them, too.</span>
    </div>
  );
}

function Details(): VNode | null {
  const kept = run.value;
  if (kept === undefined) return null;
  const { plan, dataset, backend, seconds } = kept;
  const { config, inputSize, settings } = plan;
  const { optimizer, learningRate, seed } = settings;
  const rows: [string, string][] = [
    ['Slices', dataset.description],
    ['Network', `${config.baseWidth} channels, depth ${config.depth}, squares of ${inputSize} pixels`],
    ['Recipe', `${optimizer === 'sgd' ? 'SGD, momentum 0.99' : 'Adam'}, rate ${learningRate}, seed ${seed}`],
    ['Trained for', formatDuration(seconds)],
    ['Backend', describeBackend(backend)],
  ];
  if (stepsPerEpoch.value !== undefined) rows.push(['Steps an epoch', String(stepsPerEpoch.value)]);
  if (savedStep.value !== undefined) rows.push(['Safe up to step', String(savedStep.value)]);
  const waitShare = live.value?.waitShare;
  if (waitShare !== undefined) rows.push(['Waiting for samples', formatPercent(waitShare)]);
  const memory = live.value?.memory;
  if (memory !== undefined) {
    rows.push(['Tensors', `${memory.tensors}, ${formatBytes(memory.bytes)}`]);
    if (memory.deviceBytes !== undefined) rows.push(['Held by the device', formatBytes(memory.deviceBytes)]);
  }
  return <Rows rows={rows} />;
}

function describeBackend(name: BackendName): string {
  const threads = startedBackends.value[name]?.threads;
  return threads === undefined ? name : `${name}, ${threads} threads`;
}

function Rows({ rows }: { readonly rows: readonly (readonly [string, string])[] }): VNode {
  return (
    <dl class="numbers">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
