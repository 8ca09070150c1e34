export { type ImageFile, type ImagePage, openImageFile } from './node/open-image-file.ts';
export { type NamedImage, readImages } from './node/read-images.ts';
export {
  type LabelledSource,
  type NamedSlice,
  type ReadLabelledSlicesOptions,
  readLabelledSlices,
} from './node/read-labelled-slices.ts';
export { type OpenTiffFileOptions, openTiffFile, type TiffFileWriter } from './node/tiff-file.ts';
export { type WritableImage, type WriteImagesOptions, writeImages } from './node/write-images.ts';
export type { TiffPageHeader } from './tiff/tiff-writer.ts';
