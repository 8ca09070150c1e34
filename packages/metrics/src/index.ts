export type {
  BestScores,
  BestThreshold,
  BestValue,
  ConfusionMatrixOptions,
  ContingencyTable,
  ContingencyTableOptions,
  EvaluateSlicesOptions,
  Evaluation,
  PredictedBorder,
  RandError,
  RandErrorOptions,
  ScoringOptions,
  SegmentationScore,
  SegmentsOptions,
  ThinBordersOptions,
  Thinning,
  ThresholdOptions,
  ThresholdScores,
  ThresholdSweep,
  ThresholdSweepOptions,
  TopologyErrors,
  VariationOfInformation,
  VariationOfInformationOptions,
} from './arrays.ts';
export { challengeThresholds } from './challenge-thresholds.ts';
export type { ClassScores } from './class-scores.ts';
export type { EvaluationSlice, Prediction } from './lifted.ts';
export {
  constantPixelError,
  contingencyTable,
  evaluateSlices,
  fScorePixelError,
  randError,
  thinBorders,
  thresholdSweep,
  topologyErrors,
  variationOfInformation,
  vInfo,
  vRand,
  warpingError,
  warpTruth,
} from './lifted.ts';
export type { ClassScoresTensors } from './on-device/class-scores.ts';
export { accuracy, dice, iou, precision, recall } from './on-device/class-scores.ts';
export { confusionMatrix } from './on-device/confusion-matrix.ts';
export { pixelError } from './on-device/pixel-error.ts';
