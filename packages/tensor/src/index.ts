export type { ImageArray, LabelArray, LabelledSliceArrays, SampleArrays, WeightArray } from './array-types.ts';
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
export type { Boundary, Size } from './geometry-types.ts';
export type { ImageDataOptions, PixelData } from './image-data.ts';
export type { Lifted, TensorForm, Tensors } from './lift.ts';
export { lift } from './lift.ts';
export { mirrorIndex } from './mirror-index.ts';
export type { Pixels } from './pixels.ts';
export { imageFromPixels } from './pixels.ts';
export type { Random, RandomState } from './random.ts';
export { createRandom, restoreRandom } from './random.ts';
export { requireBackend } from './require-backend.ts';
export type { Image, Label, LabelledSlice, Sample, Weight } from './types.ts';
