/** Everything that decides a run, plain JSON: written to `config.json`, compared when a run is resumed. */
export interface Settings {
  /** Folder with `image/` and `label/`; absent for stacks and for the phantom. */
  readonly data?: string;
  /** Stack or folder of images, with `labels`. */
  readonly images?: string;
  readonly labels?: string;
  /** How many slices at the end are held out; absent: a sixth. */
  readonly holdout?: number;
  readonly base: number;
  readonly depth: number;
  /** Side of the network's input; absent: the largest that fits into the slices and is at most `tileLimit`. */
  readonly tile?: number;
  readonly tileLimit: number;
  readonly optimizer: 'sgd' | 'adam';
  readonly learningRate: number;
  /** How the rate changes: not at all, or as 1 / sqrt(1 + step / 200), which steadies the end of a short run. */
  readonly schedule: 'constant' | 'inverse-root';
  readonly batch: number;
  /** Where the output squares lie: on the grid of the overlap tiles, or anywhere. */
  readonly placement: 'grid' | 'random';
  /** w0 of the weight map: how much the borders between cells count. */
  readonly borderWeight: number;
  /** How the weight map balances the classes. */
  readonly classBalance: 'reference' | 'inverse-frequency' | 'none';
  readonly augmentation: 'default' | 'reference' | 'paper' | 'none';
  readonly dropout: 'none' | 'bottom' | 'last-two';
  readonly seed: number;
}

/** How long and where a run computes: may change when it is resumed. */
export interface RunLength {
  /** Steps in all; absent: from `epochs`. */
  readonly steps?: number;
  readonly epochs?: number;
}

/**
 * The settings of the bare command: a small network on small tiles, which 2 cores train in a few minutes. Adam, because SGD with
 * momentum 0.99 only reaches its speed after some hundred steps. Mild weights, because a short run with the paper's calls too
 * much border: its best threshold is then far below 0.5.
 */
export const quickSettings: Settings = {
  base: 16,
  depth: 3,
  tileLimit: 236,
  optimizer: 'adam',
  learningRate: 2e-3,
  schedule: 'inverse-root',
  batch: 1,
  placement: 'random',
  borderWeight: 5,
  classBalance: 'none',
  augmentation: 'default',
  dropout: 'none',
  seed: 1,
};

/** Steps of the bare command. */
export const quickLength: RunLength = { steps: 1000 };

/** The network and recipe of Ronneberger et al. (2015), as far as they are given: a matter of days on a plain CPU. */
export const paperSettings: Settings = {
  base: 64,
  depth: 4,
  tileLimit: 572,
  optimizer: 'sgd',
  learningRate: 1e-3,
  schedule: 'constant',
  batch: 1,
  placement: 'grid',
  borderWeight: 10,
  classBalance: 'reference',
  augmentation: 'paper',
  dropout: 'bottom',
  seed: 1,
};

/** 30 epochs, as the reference implementation trains; of 100 tiles they are 3000 steps. */
export const paperLength: RunLength = { epochs: 30 };
