export type { ImageArray, LabelArray, LabelledSliceArrays, SampleArrays, WeightArray } from './array-types.ts';
export type { Boundary, Size } from './geometry-types.ts';
export type { ClampedPixels, ImageDataOptions, PixelData } from './image-data.ts';
export { imageFromImageData, imageToImageData } from './image-data.ts';
export { mirrorIndex } from './mirror-index.ts';
export type { Random, RandomState } from './random.ts';
export { createRandom, restoreRandom } from './random.ts';
export type { FixedScaling, NoScaling, PercentileScaling, Scaling, ZScoreScaling } from './scaling.ts';
