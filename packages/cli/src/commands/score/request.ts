/** What is scored: probabilities of class 1, or the number of a class for each pixel. */
export type PredictionKind = 'probability' | 'classes';

/** What the command line asks for. */
export interface ScoreRequest {
  /** File, stack or folder. */
  readonly truth: string;
  readonly prediction: string;
  /** Absent: by the values of the prediction. */
  readonly predictionIs?: PredictionKind;
  readonly classes: number;
  readonly threshold: number;
  /** Absent: those of the challenge. */
  readonly thresholds?: readonly number[];
  /** What was segmented, for the figures alone. */
  readonly images?: string;
  /** Where figures and `scores.json` go; absent: nothing is written. */
  readonly out?: string;
  /** Threads that count; 0: this one. Absent: as many as help. */
  readonly workers?: number;
}
