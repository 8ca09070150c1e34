import { paperInputSize } from '@unet/model/arrays';

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
  /** Side of the square that the network sees; absent: the largest that fits into the slices and is at most `inputSizeLimit`. */
  readonly inputSize?: number;
  readonly inputSizeLimit: number;
  readonly optimizer: 'sgd' | 'adam';
  readonly learningRate: number;
  /** How the rate changes: not at all, or as 1 / sqrt(1 + step / 200), which steadies the end of a short run. */
  readonly schedule: 'constant' | 'inverse-root';
  /** Samples in a step. */
  readonly batchSize: number;
  /** Where the output squares lie: on the grid of the overlap tiles, or anywhere. */
  readonly placement: 'grid' | 'random';
  /** w0 of the weight map: how much the borders between cells count. */
  readonly borderWeight: number;
  /** Where they count: inside cells, too, or in the background between them alone. */
  readonly borderRegion: 'everywhere' | 'background';
  /** How the weight map balances the classes. */
  readonly classBalance: 'notebook' | 'inverse-frequency' | 'none';
  readonly augmentation: 'default' | 'notebook' | 'paper' | 'none';
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
  inputSizeLimit: 236,
  optimizer: 'adam',
  learningRate: 2e-3,
  schedule: 'inverse-root',
  batchSize: 1,
  placement: 'random',
  borderWeight: 5,
  borderRegion: 'everywhere',
  classBalance: 'none',
  augmentation: 'default',
  dropout: 'none',
  seed: 1,
};

/** Steps of the bare command. */
export const quickLength: RunLength = { steps: 1000 };

/**
 * The network and recipe of Ronneberger, Fischer and Brox (2015), as far as they are given: a matter of days on a plain CPU.
 *
 * The paper's are: the network of its figure 1 and inputs of 572 pixels, one tile in a step, momentum 0.99, weights with w0 10 and sigma 5
 * whose borders lie in the background, displacements with a standard deviation of 10 pixels on a 3 x 3 grid, interpolated bicubically,
 * and dropout at the end of the contracting path. Where it says nothing, or we do otherwise:
 *
 * - The learning rate. 0.001 is that of the annotated PyTorch notebook, for the mean over the pixels; the paper sums over them, which only
 *   changes what a learning rate means.
 * - The length: the paper trained for 10 hours. 30 epochs are the notebook's.
 * - Which tiles are trained on. Here, as in the notebook, those that would segment the slices.
 * - The class weights: the paper says that they balance the frequencies of the classes. Here, as in the notebook, 1 on cells and
 *   (cell pixels / background pixels) on the background.
 * - The distances to the borders of cells: the paper finds the border by morphological operations, and does not say how far a pixel is
 *   from it. Here distances go to the centre of a cell's outermost pixel, and cells are what hangs together by the edges of pixels.
 * - How far samples are turned and shifted, and how their grey values change: by `paperAugmentation`'s numbers.
 * - The rate of dropout: 0.5, as in the authors' release, which drops one level above, too (`--dropout last-two`).
 * - The last slices are held out to be scored. The paper trains on all 30, and the challenge scored it on 30 others.
 * - Predictions are made once; the paper averages those of seven rotations (`--symmetries`: of the eight symmetries of the square).
 */
export const paperSettings: Settings = {
  base: 64,
  depth: 4,
  inputSizeLimit: paperInputSize,
  optimizer: 'sgd',
  learningRate: 1e-3,
  schedule: 'constant',
  batchSize: 1,
  placement: 'grid',
  borderWeight: 10,
  borderRegion: 'background',
  classBalance: 'notebook',
  augmentation: 'paper',
  dropout: 'bottom',
  seed: 1,
};

/** 30 epochs, as the annotated notebook trains; of 100 tiles they are 3000 steps. */
export const paperLength: RunLength = { epochs: 30 };
