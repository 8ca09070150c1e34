/** Agreement of two segmentations, from 0 to 1 (perfect), with its two halves. */
export interface SegmentationScore {
  /** The F-score of the halves, their harmonic mean (alpha = 0.5 in the paper). */
  readonly score: number;
  /** Falls when the prediction splits cells of the truth; the challenge's recall. */
  readonly split: number;
  /** Falls when the prediction merges cells of the truth; the challenge's precision. */
  readonly merge: number;
}
