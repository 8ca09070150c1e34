import type { AugmentOptions } from '@unet/augment/arrays';
import type { UNetConfig } from '@unet/model/arrays';
import type { RunIdentity } from '@unet/run/arrays';
import type { WeightMapOptions } from '@unet/weight-map/arrays';
import { runSettingsOf } from '../train/plan/run-settings.ts';
import type { StoredRun, StoredScores } from './stored-run.ts';

/** A run that this page cannot read. */
export class UnknownRunError extends Error {
  override readonly name: string = 'UnknownRunError';
}

/** Options as an earlier version knew them; plain JSON. */
type FormerOptions = Readonly<Record<string, unknown>>;

/** What decided a run in the words of the second version. */
interface SecondPlan {
  readonly config: UNetConfig;
  readonly inputSize: number;
  readonly recipe: 'quick' | 'paper';
  readonly learningRate: number;
  readonly seed: number;
  readonly augmentation: AugmentOptions;
  readonly weighting: WeightMapOptions;
}

/** In those of the first. */
interface FirstPlan extends Omit<SecondPlan, 'inputSize' | 'augmentation' | 'weighting'> {
  /** The input size. */
  readonly tile: number;
  /** A coarse elastic field has `deviation` for `sigma`. */
  readonly augmentation: FormerOptions;
  /** Its balance may be `reference`, which is `notebook` now. */
  readonly weighting: FormerOptions;
}

interface SecondRun extends Omit<StoredRun, 'version' | 'plan' | 'waitSeconds' | 'formerIdentity'> {
  readonly version: 2;
  readonly plan: SecondPlan;
  readonly steps: number;
  readonly formerPlan: FirstPlan | undefined;
}

interface FirstRun extends Omit<SecondRun, 'version' | 'plan' | 'formerPlan'> {
  readonly version: 1;
  readonly plan: FirstPlan;
}

/**
 * A run in the words of this version. It goes on with the numbers that it was started with; of one of the first version, samples that are
 * made from now on are weighted a little otherwise near their borders, where that version did not see the cells outside.
 * @param stored what lay in the browser's storage
 * @returns undefined where nothing did
 * @throws UnknownRunError in one line for the page
 */
export function upgradeRun(stored: unknown): StoredRun | undefined {
  if (stored === undefined) return undefined;
  const run = stored as StoredRun | SecondRun | FirstRun | { readonly version?: unknown };
  if (run?.version === 3) return run as StoredRun;
  if (run?.version === 2) return fromSecond(run as SecondRun);
  if (run?.version === 1) return fromSecond(fromFirst(run as FirstRun));
  throw new UnknownRunError(
    'The run that this browser keeps was written by another version of this page, which this one cannot read. A new run replaces it.',
  );
}

/** Whether a run was begun by the first version, whose samples were weighted otherwise. */
export function isOfFirstVersion({ formerIdentity }: Pick<StoredRun, 'formerIdentity'>): boolean {
  return formerIdentity !== undefined && 'tile' in formerIdentity;
}

function fromSecond({ plan, steps, formerPlan, ...rest }: SecondRun): StoredRun {
  const { config, inputSize, recipe, learningRate, seed, ...preparation } = plan;
  const { baseWidth, depth } = config;
  const settings = runSettingsOf({ recipe, baseWidth, depth, inputSize, learningRate, seed }, preparation);
  return {
    ...rest,
    version: 3,
    plan: { settings, config, inputSize, steps },
    waitSeconds: 0,
    // Without a checkpoint there is nothing that it would have to agree with.
    formerIdentity: rest.checkpoint === undefined ? undefined : ({ ...(formerPlan ?? plan) } as RunIdentity),
  };
}

function fromFirst({ plan, scores, ...rest }: FirstRun): SecondRun {
  const { tile, augmentation, weighting, ...others } = plan;
  return {
    ...rest,
    version: 2,
    plan: {
      ...others,
      inputSize: tile,
      augmentation: upgradeAugmentation(augmentation),
      weighting: upgradeWeighting(weighting),
    },
    formerPlan: plan,
    scores: scores && upgradeScores(scores),
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

function upgradeScores({ slices, pixelError, constantPixelError }: StoredScores): StoredScores {
  return { slices, threshold: 0.5, pixelError, constantPixelError, cells: undefined, best: undefined };
}
