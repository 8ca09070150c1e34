import type { AugmentOptions } from '@unet/augment/arrays';
import type { WeightMapOptions } from '@unet/weight-map/arrays';
import type { FormerOptions, FormerPlan, RunPlan, RunScores, StoredRun } from './stored-run.ts';

/** A run that this page cannot read. */
export class UnknownRunError extends Error {
  override readonly name: string = 'UnknownRunError';
}

/** What of the first version's scores means the same today. */
interface FormerScores extends Pick<RunScores, 'slices' | 'pixelError' | 'constantPixelError'> {}

/** A run as the first version of this page kept it. */
interface FormerRun extends Omit<StoredRun, 'version' | 'plan' | 'formerPlan' | 'scores'> {
  readonly version: 1;
  readonly plan: FormerPlan;
  readonly scores: FormerScores | undefined;
}

/**
 * A run in the words of this version. One of the first version goes on with the numbers that it was started with; samples that
 * are made from now on are weighted a little otherwise near their borders, where the first version did not see the cells outside.
 * @param stored what lay in the browser's storage
 * @returns undefined where nothing did
 * @throws UnknownRunError in one line for the page
 */
export function upgradeRun(stored: unknown): StoredRun | undefined {
  if (stored === undefined) return undefined;
  const run = stored as StoredRun | FormerRun | { readonly version?: unknown };
  if (run?.version === 2) return run as StoredRun;
  if (run?.version !== 1) {
    throw new UnknownRunError(
      'The run that this browser keeps was written by another version of this page, which this one cannot read. A new run replaces it.',
    );
  }
  const { plan, scores, ...rest } = run as FormerRun;
  return {
    ...rest,
    version: 2,
    plan: upgradePlan(plan),
    // Without a checkpoint there is nothing that it would have to agree with.
    formerPlan: rest.checkpoint === undefined ? undefined : plan,
    scores: scores && upgradeScores(scores),
  };
}

function upgradePlan({ tile, augmentation, weighting, ...rest }: FormerPlan): RunPlan {
  return {
    ...rest,
    inputSize: tile,
    augmentation: upgradeAugmentation(augmentation),
    weighting: upgradeWeighting(weighting),
  };
}

function upgradeAugmentation({ elastic, ...rest }: FormerOptions): AugmentOptions {
  if (elastic === null || elastic === undefined) return { ...rest, ...(elastic === null && { elastic }) };
  const { deviation, ...numbers } = elastic as FormerOptions;
  return { ...rest, elastic: { ...numbers, ...(deviation !== undefined && { sigma: deviation }) } } as AugmentOptions;
}

/** Components of pixels that share a corner were one cell, and there was no choice. */
function upgradeWeighting({ balance, ...rest }: FormerOptions): WeightMapOptions {
  const renamed = balance === 'reference' ? 'notebook' : balance;
  return { ...rest, ...(balance !== undefined && { balance: renamed }), connectivity: 8 } as WeightMapOptions;
}

function upgradeScores({ slices, pixelError, constantPixelError }: FormerScores): RunScores {
  return { slices, threshold: 0.5, pixelError, constantPixelError, cells: undefined, best: undefined };
}
