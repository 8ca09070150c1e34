/**
 * What the packages of this repository share and nobody else should import: it may change in any release. Checks of arguments, so that
 * the same mistake has the same words everywhere, and the adapter that lifts functions of arrays to tensors is in the main entry.
 * @module
 */
export {
  checkImageArray,
  checkLabelArray,
  checkSampleArrays,
  checkSampleSizes,
  checkWeightArray,
} from './array-checks.ts';
export {
  checkBoundary,
  checkConnectivity,
  checkCount,
  checkFinite,
  checkFraction,
  checkInteger,
  checkList,
  checkNotNegative,
  checkObject,
  checkOptions,
  checkPositive,
  checkRandom,
  checkSameSize,
  checkSize,
  checkSquare,
  checkSwitch,
  checkWord,
  isTensor,
  place,
} from './check-values.ts';
export { checkImage, checkLabel, checkSample, checkWeight } from './checks.ts';
export { describe } from './describe.ts';
export { mirror } from './mirror-index.ts';
