export { checkImageArray, checkLabelArray, checkSampleArrays, checkWeightArray } from './array-checks.ts';
export type { ImageArray, LabelArray, SampleArrays, WeightArray } from './array-types.ts';
export { describe } from './describe.ts';
export type { Random, RandomState } from './random.ts';
export { createRandom, restoreRandom } from './random.ts';
