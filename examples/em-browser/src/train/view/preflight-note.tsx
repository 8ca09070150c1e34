import { type Demand, describeOffer, formatBytes, type Preflight } from '@unet/run';
import type { VNode } from 'preact';
import { change } from '../plan/train-settings.ts';

/** What the next run takes; where the device has less, what it can train instead. */
export function PreflightNote(props: { readonly demand: Demand; readonly preflight: Preflight }): VNode {
  const { demand, preflight } = props;
  const { bytes, problem, offer } = preflight;
  if (problem === undefined) return <p class="hint">A step takes about {formatBytes(bytes)} of memory.</p>;
  return (
    <div class="preflight" role="alert">
      <p>{problem}</p>
      {offer === undefined ? (
        <p>Nothing of this depth fits: choose a lower depth, or another backend.</p>
      ) : (
        <button type="button" onClick={() => change(offer)}>
          Use {describeOffer(offer, demand)}
        </button>
      )}
    </div>
  );
}
