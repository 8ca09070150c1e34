import type { ElasticKind } from '@unet/elastic/arrays';
import type { Boundary, Random, Size } from '@unet/tensor/arrays';

/**
 * What {@link augmentWindow} may do to a sample. Plain JSON; whatever is left out is off.
 *
 * The geometric steps act on the content in this order, all about the centre of the window: flips, quarter turns, scale, shear,
 * rotation, shift, elastic. The grey-value steps follow: gamma, gain, offset, noise, clip.
 */
export interface AugmentOptions {
  /** Turn the rows upside down and mirror the columns, each in half of the samples. Default false. */
  readonly flips?: boolean;
  /** Turn by 0, 1, 2 or 3 quarters, equally often. Default false. */
  readonly quarterTurns?: boolean;
  /** Largest factor of scale, at least 1: the factor is log-uniform from 1 / scale to scale. Default 1. */
  readonly scale?: number;
  /** Largest angle of shear in degrees, below 90: uniform on both sides. Default 0. */
  readonly shear?: number;
  /** Largest rotation in degrees, up to 180: uniform on both sides. Default 0. */
  readonly rotation?: number;
  /** Largest shift along each axis in pixels: uniform on both sides, fractions included. Default 0. */
  readonly shift?: number;
  /** The elastic field and how often there is one. Default null: none. */
  readonly elastic?: ElasticAugmentation | null;
  /** Largest exponent of grey values, at least 1: log-uniform from 1 / gamma to gamma. Default 1. */
  readonly gamma?: number;
  /** Largest factor of grey values, at least 1: log-uniform from 1 / gain to gain. Default 1. */
  readonly gain?: number;
  /** Largest addition to grey values: uniform on both sides. Default 0. */
  readonly offset?: number;
  /** Standard deviation of the normally distributed noise added to each value. Default 0. */
  readonly noise?: number;
  /** Whether grey values are cut to [0, 1] at the end. Default false. */
  readonly clip?: boolean;
  /** Sampling of the image, default `bilinear`. */
  readonly imageInterpolation?: 'bilinear' | 'bicubic';
  /** Sampling of the label, default `nearest`. */
  readonly labelInterpolation?: 'nearest' | 'bilinear';
  /** How the slice continues beyond its border, default `symmetric`. */
  readonly boundary?: Boundary;
}

/** A kind of elastic field, see `randomField` of `@unet/elastic`, and the fraction of samples that it deforms, default 1. */
export type ElasticAugmentation = ElasticKind & { readonly probability?: number };

/** What is drawn, and from what. */
export interface DrawOptions extends AugmentOptions {
  /**
   * Every quantity comes from a fork of it with a name of its own, and it does not advance: pass a new fork for each sample, or all
   * samples are augmented alike.
   */
  readonly random: Random;
}

/** What {@link drawGeometry} draws, and for which size: the whole window, margin included. */
export interface DrawGeometryOptions extends DrawOptions, Size {}
