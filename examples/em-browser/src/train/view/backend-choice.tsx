import { formatSeconds } from '@unet/run/arrays';
import type { VNode } from 'preact';
import { Choice } from '../../components/choice.tsx';
import { type BackendName, backendNames, backendTitles } from '../../engine/backend-name.ts';
import { probeAgain, probes } from '../../engine/probe-backends.ts';
import { fastestForPlan, stepSecondsOn } from '../plan/train-backend.ts';
import { change, settings } from '../plan/train-settings.ts';

/** What the network runs on, with what that means on this machine. */
export function BackendChoice(props: { readonly disabled: boolean }): VNode {
  const { disabled } = props;
  const probing = Object.values(probes.value).includes('probing');
  return (
    <>
      <Choice
        label="Runs on"
        value={settings.value.backend}
        options={[
          { value: 'auto', text: `Fastest: ${backendTitles[fastestForPlan.value]}` },
          ...backendNames.map((name) => ({ value: name, text: backendTitles[name], disabled: cannotRun(name) })),
        ]}
        onChange={(backend) => change({ backend })}
      />
      <dl class="backends" aria-label="Backends on this machine" aria-busy={probing}>
        {backendNames.map((name) => (
          <div key={name}>
            <dt>{backendTitles[name]}</dt>
            <dd>{describeBackend(name)}</dd>
          </div>
        ))}
      </dl>
      {!probing && (
        <button type="button" class="quiet" disabled={disabled} onClick={() => void probeAgain()}>
          Measure again
        </button>
      )}
    </>
  );
}

function cannotRun(name: BackendName): boolean {
  const probe = probes.value[name];
  return probe !== undefined && probe !== 'probing' && !probe.works;
}

function describeBackend(name: BackendName): string {
  const probe = probes.value[name];
  if (probe === undefined) return 'not measured yet';
  if (probe === 'probing') return 'being measured…';
  if (!probe.works) return probe.reason;
  const { threads, limits } = probe.backend;
  const facts = limits.device === undefined || limits.emulated ? [] : [limits.device];
  const seconds = stepSecondsOn(name);
  if (seconds !== undefined) facts.push(`about ${formatSeconds(seconds)} a step of this network`);
  if (limits.emulated) facts.push('no graphics card, but the processor instead: slower than WebAssembly');
  if (threads === 1) facts.push('one thread, as this page is not isolated from other sites');
  else if (threads !== undefined) facts.push(`${threads} threads`);
  return facts.join('; ');
}
