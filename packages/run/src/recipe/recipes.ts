import { paperInputSize } from '@unet/model/arrays';
import type { RunLength, RunSettings } from './run-settings.ts';

/** Settings with a name, as data: what a program starts from. */
export interface Recipe {
  /** What it is for, in a sentence. */
  readonly description: string;
  readonly settings: RunSettings;
  readonly length: RunLength;
  /** Whether the final prediction averages those of the square's eight symmetries. */
  readonly symmetries: boolean;
}

/** Names of {@link recipes}. */
export type RecipeName = 'quick' | 'standard' | 'paper';

/**
 * A small network on small tiles, which 2 cores train in a few minutes. Adam, because SGD with momentum 0.99 only reaches its speed after some
 * hundred steps. Mild weights, because a short run with the paper's calls too much border: its best threshold is then far below 0.5.
 */
const quick: Recipe = {
  description: 'a small network that 2 cores train in a few minutes',
  settings: {
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
  },
  length: { steps: 1000 },
  symmetries: false,
};

/**
 * What 2 cores reach in about 25 minutes. The rate falls to 0 by a cosine, after a short warm-up, instead of stopping at a quarter; output squares
 * are as large as the paper's, since of a larger input a larger share is supervised.
 */
const standard: Recipe = {
  description: 'a network of half the width of the paper, which 2 cores train in half an hour',
  settings: {
    ...quick.settings,
    base: 32,
    depth: 4,
    inputSizeLimit: paperInputSize,
    learningRate: 1e-3,
    schedule: 'cosine',
    warmup: 100,
  },
  length: { steps: 1400 },
  symmetries: true,
};

/**
 * The network and recipe of Ronneberger, Fischer and Brox (2015), as far as they are given: a matter of days on a plain CPU.
 *
 * The paper's are: the network of its figure 1 and inputs of 572 pixels, one tile in a step, momentum 0.99, weights with w0 10 and sigma 5
 * whose borders lie in the background, displacements with a standard deviation of 10 pixels on a 3 x 3 grid, interpolated bicubically,
 * and dropout at the end of the contracting path. Where it says nothing, or we do otherwise:
 *
 * - The learning rate. 0.001 is that of the annotated PyTorch notebook, for the mean over the pixels; the paper sums over them, which only
 *   changes what a learning rate means.
 * - The length: the paper trained for 10 hours. 30 epochs are the notebook's; of 100 tiles they are 3000 steps.
 * - Which tiles are trained on. Here, as in the notebook, those that would segment the slices.
 * - The class weights: the paper says that they balance the frequencies of the classes. Here, as in the notebook, 1 on cells and
 *   (cell pixels / background pixels) on the background.
 * - The distances to the borders of cells: the paper finds the border by morphological operations, and does not say how far a pixel is
 *   from it. Here distances go to the centre of a cell's outermost pixel, and cells are what hangs together by the edges of pixels.
 * - How far samples are turned and shifted, and how their grey values change: by `paperAugmentation`'s numbers.
 * - The rate of dropout: 0.5, as in the authors' release, which drops one level above, too (`last-two`).
 * - The last slices are held out to be scored. The paper trains on all 30, and the challenge scored it on 30 others.
 * - Predictions are made once; the paper averages those of seven rotations.
 */
const paper: Recipe = {
  description: "the paper's network and recipe, as far as they are given: days on a processor",
  settings: {
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
  },
  length: { epochs: 30 },
  symmetries: false,
};

/** The recipes, by name. */
export const recipes: Readonly<Record<RecipeName, Recipe>> = Object.freeze({ quick, standard, paper });
