export { type NamedImage, readImages } from './node/read-images.ts';
export {
  type LabelledSource,
  type NamedSlice,
  type ReadLabelledSlicesOptions,
  readLabelledSlices,
} from './node/read-labelled-slices.ts';
export { type WritableImage, type WriteImagesOptions, writeImages } from './node/write-images.ts';
