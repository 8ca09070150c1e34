export type {
  BorderOptions,
  CellDistanceOptions,
  ClassBalance,
  NearestTwoCellsOptions,
  SeparationOptions,
  WeightMapOptions,
} from './arrays.ts';
export type { NearestTwoCellTensors } from './tensors.ts';
export {
  borderTerm,
  classBalanceMap,
  classWeights,
  innerBoundary,
  labelFromInstances,
  nearestTwoCells,
  separateInstances,
  weightMap,
} from './tensors.ts';
