import { exportedNames } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test('public names of @unet/image-io', () => {
  expect(exportedNames('image-io')).toMatchInlineSnapshot(`
    [
      "decodeImages",
      "decodeLabels",
      "encodePng",
      "encodeTiff",
      "type DecodeImagesOptions",
      "type DecodeLabelsOptions",
      "type DecodeOptions",
      "type EncodePngOptions",
      "type EncodeTiffOptions",
      "type TiffCompression",
      "type ToImageOptions",
      "type ToLabelOptions",
    ]
  `);
});

test('public names of @unet/image-io/arrays', () => {
  expect(exportedNames('image-io', 'arrays')).toMatchInlineSnapshot(`
    [
      "decodeImages",
      "decodeLabels",
      "decodePages",
      "encodePng",
      "encodeTiff",
      "fitScaling",
      "fromImageArray",
      "fromLabelArray",
      "toImageArray",
      "toImageArrays",
      "toLabelArray",
      "toLabelArrays",
      "type DecodeImagesOptions",
      "type DecodeLabelsOptions",
      "type DecodeOptions",
      "type Encodable",
      "type EncodePngOptions",
      "type EncodeTiffOptions",
      "type FromImageOptions",
      "type FromLabelOptions",
      "type RawData",
      "type RawImage",
      "type TiffCompression",
      "type ToImageOptions",
      "type ToLabelOptions",
      "type ToOneImageOptions",
    ]
  `);
});

test('public names of @unet/image-io/node', () => {
  expect(exportedNames('image-io', 'node')).toMatchInlineSnapshot(`
    [
      "openImageFile",
      "openTiffFile",
      "readImages",
      "readLabelledSlices",
      "writeImages",
      "type ImageFile",
      "type ImagePage",
      "type LabelledSource",
      "type NamedImage",
      "type NamedSlice",
      "type OpenTiffFileOptions",
      "type ReadLabelledSlicesOptions",
      "type TiffFileWriter",
      "type TiffPageHeader",
      "type WritableImage",
      "type WriteImagesOptions",
    ]
  `);
});

test('names of @unet/image-io/internal', () => {
  expect(exportedNames('image-io', 'internal')).toMatchInlineSnapshot(`
    [
      "filesByStem",
      "isImageName",
      "labelsOfFiles",
      "pageName",
      "pairByStem",
      "pairPages",
      "type FilePair",
      "type FilesByStem",
      "type NamedFile",
      "type PageOfFile",
      "type PagePair",
    ]
  `);
});
