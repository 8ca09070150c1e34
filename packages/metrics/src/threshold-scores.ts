import type { RandError } from './rand-error.ts';
import type { SegmentationScore } from './v-rand.ts';

/** All scores at one threshold. */
export interface ThresholdScores {
  /** Pixels whose probability is above it are inside. */
  readonly threshold: number;
  /** As {@link pixelError}. */
  readonly pixelError: number;
  /** As {@link randError} of the connected components, before thinning. */
  readonly randError: RandError;
  /** As {@link vRand}. */
  readonly vRand: SegmentationScore;
  /** As {@link vInfo}. */
  readonly vInfo: SegmentationScore;
}
