/**
 * How the grey values of a file become those that a network takes. Plain JSON, kept with the network, so that every image is scaled as those were
 * that it was trained on. Where there is none, integers are divided by the largest value of their type, and floats are taken as they are.
 */
export type Scaling = PercentileScaling | FixedScaling | ZScoreScaling | NoScaling;

/**
 * The percentiles `low` and `high` of a whole file, all its pages together and each channel by itself (colours together), become 0 and 1. What
 * lies outside is clipped at -1 and 5.
 */
export interface PercentileScaling {
  readonly kind: 'percentile';
  /** Percents, as 1 and 99.8. */
  readonly low: number;
  readonly high: number;
  /**
   * The smallest range that is stretched to 1, for each type of samples (`uint8`, `float32`) and each channel, in stored values: an image of less
   * contrast stays of less contrast, so that an empty one is dark and not noise.
   */
  readonly floors?: Readonly<Record<string, readonly number[]>>;
}

/** Two stored values become 0 and 1. Nothing is clipped. */
export interface FixedScaling {
  readonly kind: 'fixed';
  readonly low: number;
  readonly high: number;
}

/** The mean of a whole file becomes 0, its standard deviation 1, each channel by itself (colours together). Nothing is clipped. */
export interface ZScoreScaling {
  readonly kind: 'zscore';
}

/** Stored values are taken as they are. */
export interface NoScaling {
  readonly kind: 'none';
}
