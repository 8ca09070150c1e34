export { type NamedImage, type ReadImagesOptions, readImages } from './node/read-images.ts';
export {
  type LabelledSlice,
  type LabelledSource,
  type ReadLabelledSlicesOptions,
  readLabelledSlices,
} from './node/read-labelled-slices.ts';
export { type WritableImage, type WriteImagesOptions, writeImages } from './node/write-images.ts';
