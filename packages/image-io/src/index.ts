export type {
  DecodeImagesOptions,
  DecodeLabelsOptions,
  DecodeOptions,
  EncodePngOptions,
  EncodeTiffOptions,
  ToImageOptions,
  ToLabelOptions,
} from './arrays.ts';
export { decodeImages, decodeLabels, encodePng, encodeTiff } from './lifted.ts';
export type { TiffCompression } from './tiff/page-tags.ts';
