export { checkImageArray, checkLabelArray, checkSampleArrays, checkWeightArray } from './array-checks.ts';
export type { ImageArray, LabelArray, SampleArrays, WeightArray } from './array-types.ts';
export { checkImage, checkLabel, checkSample, checkWeight } from './checks.ts';
export {
  disposeSample,
  imageFromArray,
  imageToArray,
  labelFromArray,
  labelToArray,
  sampleFromArrays,
  sampleToArrays,
  weightFromArray,
  weightToArray,
} from './convert.ts';
export { describe } from './describe.ts';
export type { Random, RandomState } from './random.ts';
export { createRandom, restoreRandom } from './random.ts';
export type { Image, Label, Sample, Weight } from './types.ts';
