import {
  type AugmentOptions,
  noAugmentation,
  notebookAugmentation,
  paperAugmentation,
  quickAugmentation,
} from '@unet/augment/arrays';

export type PresetName = 'quick' | 'notebook' | 'paper' | 'none';

/** Augmentations with a name. */
export const presets: Readonly<Record<PresetName, AugmentOptions>> = {
  quick: quickAugmentation,
  notebook: notebookAugmentation,
  paper: paperAugmentation,
  none: noAugmentation,
};

/** Every option with its value: what is left out is off. */
export type CompleteOptions = {
  readonly [Name in keyof AugmentOptions]-?: NonNullable<AugmentOptions[Name]> | null;
} & {
  readonly [Name in Exclude<keyof AugmentOptions, 'elastic'>]-?: NonNullable<AugmentOptions[Name]>;
};

/** The options with the value of each that is left out. */
export function completeOptions(options: AugmentOptions): CompleteOptions {
  return {
    flips: false,
    quarterTurns: false,
    scale: 1,
    shear: 0,
    rotation: 0,
    shift: 0,
    gamma: 1,
    gain: 1,
    offset: 0,
    noise: 0,
    clip: false,
    imageInterpolation: 'bilinear',
    labelInterpolation: 'nearest',
    boundary: 'symmetric',
    ...options,
    elastic: completeElastic(options.elastic ?? null),
  };
}

type Elastic = NonNullable<AugmentOptions['elastic']>;

/** An elastic field of a kind with the numbers of the package's own defaults. */
export function elasticOf(kind: Elastic['kind']): Elastic {
  return kind === 'coarse'
    ? { kind, grid: 3, sigma: 10, probability: 1 }
    : { kind, sigma: 5, alpha: 50, kernelSize: 25, probability: 1 };
}

function completeElastic(elastic: Elastic | null): Elastic | null {
  return elastic && ({ ...elasticOf(elastic.kind), ...elastic } as Elastic);
}

/** The preset that does the same as these options, if there is one. */
export function presetOf(options: AugmentOptions): PresetName | undefined {
  const canonical = (value: AugmentOptions): string => {
    const { elastic, ...rest } = completeOptions(value);
    return JSON.stringify([sorted(rest), elastic && sorted(elastic)]);
  };
  const wanted = canonical(options);
  return (Object.keys(presets) as PresetName[]).find((name) => canonical(presets[name]) === wanted);
}

function sorted(values: object): [string, unknown][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
