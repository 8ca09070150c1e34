import type { StoredRun } from '../../src/storage/stored-run.ts';
import stored from '../fixtures/old-run.json' with { type: 'json' };

type OldRun = (typeof stored)[keyof typeof stored];

/** A run as the first version of the page kept it, see `make_old_run.mjs`: finished after 4 steps, or paused after 14 of 1000. */
export function oldRun(which: keyof typeof stored): unknown {
  const { losses, checkpoint, weights, ...rest }: OldRun = stored[which];
  return {
    ...rest,
    message: undefined,
    scores: 'scores' in rest ? rest.scores : undefined,
    losses: new Float64Array(bytesOf(losses).buffer),
    checkpoint: bytesOf(checkpoint),
    weights: bytesOf(weights),
  } satisfies Record<keyof Omit<StoredRun, 'formerIdentity' | 'waitSeconds'> | 'steps', unknown>;
}

function bytesOf({ base64 }: { readonly base64: string }): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
