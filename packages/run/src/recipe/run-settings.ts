import type { AugmentOptions } from '@unet/augment/arrays';
import type { FCNArchitecture } from '@unet/model/arrays';
import type { ScheduleSettings } from './schedule-settings.ts';

/** Augmentations with a name: the presets of `@unet/augment`; `default` is `quickAugmentation`. */
export type AugmentationName = 'default' | 'notebook' | 'paper' | 'none';

/**
 * Everything that decides what a run computes, but for its data, its length and the rounding of its backend. Plain JSON: it is kept with the
 * run, and compared when the run goes on.
 */
export interface RunSettings extends ScheduleSettings {
  /** Absent: the U-Net. An FCN keeps the paper's proportions: its head is 64 times as wide as its first block. */
  readonly architecture?: 'u-net' | FCNArchitecture;
  /** Channels of the first block. */
  readonly base: number;
  /** Number of poolings. */
  readonly depth: number;
  /** Side of the square that the network sees, in pixels; absent: the largest that fits into the slices and is at most `inputSizeLimit`. */
  readonly inputSize?: number;
  readonly inputSizeLimit: number;
  /** SGD has momentum 0.99, as in the paper. */
  readonly optimizer: 'sgd' | 'adam';
  /** Samples in a step. */
  readonly batchSize: number;
  /** Where the output squares lie: on the grid of the overlap tiles, or anywhere. */
  readonly placement: 'grid' | 'random';
  /** w0 of the weight map: how much the borders between cells count. */
  readonly borderWeight: number;
  /** Where they count: inside cells, too, or in the background between them alone. */
  readonly borderRegion: 'everywhere' | 'background';
  /** Sigma of the weight map, in pixels: how wide borders are. Absent: 5, the paper's. */
  readonly borderSigma?: number;
  /** Which pixels of a label hang together: those that share an edge (absent, or 4), or a corner, too (8). */
  readonly connectivity?: 4 | 8;
  /** How the weight map balances the classes. */
  readonly classBalance: 'notebook' | 'inverse-frequency' | 'none';
  readonly augmentation: AugmentationName | AugmentOptions;
  /** Where a U-Net drops half of its values; an FCN drops them in its head unless it is `none`. */
  readonly dropout: 'none' | 'bottom' | 'last-two';
  /** Of weights, order of the tiles, augmentation and dropout. */
  readonly seed: number;
}

/** How long a run is: may change when it goes on. One of the two is given. */
export interface RunLength {
  /** Steps in all. */
  readonly steps?: number;
  /** Times through all tiles. */
  readonly epochs?: number;
}
