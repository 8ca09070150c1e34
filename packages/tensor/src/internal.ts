/**
 * Checks of arguments that the packages of this repository share, so that the same mistake has the same words everywhere. Not for other
 * programs: it may change in any release.
 * @module
 */
export {
  checkFiniteImage,
  checkImageArray,
  checkLabelArray,
  checkSampleArrays,
  checkSampleSizes,
  checkWeightArray,
} from './array-checks.ts';
export { checkScaling } from './check-scaling.ts';
export {
  checkBoundary,
  checkConnectivity,
  checkCount,
  checkFinite,
  checkForm,
  checkFraction,
  checkFunction,
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
