export { decodeImages } from './decode-images.ts';
export type { DecodeOptions } from './decode-limits.ts';
export { type FromImageOptions, fromImageArray } from './from-image-array.ts';
export { type FromLabelOptions, fromLabelArray } from './from-label-array.ts';
export { ImageError, type ImageErrorPlace, placeError } from './image-error.ts';
export {
  type FilePair,
  type FilesByStem,
  filesByStem,
  isImageName,
  type NamedFile,
  pairByStem,
} from './pair-by-stem.ts';
export { type PagePair, pairPages } from './pair-pages.ts';
export { type EncodePngOptions, encodePng } from './png/encode-png.ts';
export type { RawData, RawImage } from './raw-image.ts';
export { type EncodeTiffOptions, encodeTiff } from './tiff/encode-tiff.ts';
export { type ToImageOptions, toImageArray } from './to-image-array.ts';
export { type ToLabelOptions, toLabelArray } from './to-label-array.ts';
