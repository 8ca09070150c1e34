import { checkConnectivity, checkFraction, checkOptions, checkWord } from '@unet/tensor/internal';
import type { Thinning } from './thin-borders.ts';

/** How a map and the truth become segments. */
export interface SegmentsOptions {
  /** Neighbours that connect a segment, default 4 as in the challenge. */
  readonly connectivity?: 4 | 8;
  /** How predicted borders become thin, default `watershed` as in the challenge; see {@link Thinning}. */
  readonly thinning?: Thinning;
  /**
   * What the numbers of int32 maps mean. `classes`, the default, as in the challenge: every number but 0 is inside, and segments are the
   * connected regions of what is inside, so that instances that touch are one. `instances`: segments are the connected regions of
   * one number, so that instances are apart where they touch, too. The same for maps of 0 and 1.
   */
  readonly labels?: 'classes' | 'instances';
}

/** Options of {@link vRand} and {@link vInfo}. */
export interface ScoringOptions extends SegmentsOptions {
  /** Probability above which a pixel is inside a cell, from 0 to 1, default 0.5; maps of classes or instances ignore it. */
  readonly threshold?: number;
}

/** Names of the options that several functions share, for their checks. */
export const segmentsOptionNames = { connectivity: true, thinning: true, labels: true } as const;

/** Throws unless the options that are set are in range. */
export function checkSegmentsOptions(where: string, options: SegmentsOptions): void {
  const { connectivity = 4, thinning = 'watershed', labels = 'classes' } = options;
  checkConnectivity(where, connectivity);
  checkWord(where, 'thinning', thinning, ['watershed', 'nearest']);
  checkWord(where, 'labels', labels, ['classes', 'instances']);
}

/** Throws for unknown or wrong {@link ScoringOptions}. */
export function checkScoringOptions(where: string, options: ScoringOptions): void {
  checkOptions<ScoringOptions>(where, options, { threshold: true, ...segmentsOptionNames });
  if (options.threshold !== undefined) checkFraction(where, 'threshold', options.threshold);
  checkSegmentsOptions(where, options);
}
