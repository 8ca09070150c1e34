import { type Image, imageFromArray, imageToArray, type Label, labelFromArray } from '@unet/tensor';
import { decodeImages } from './decode-images.ts';
import type { DecodeOptions } from './decode-limits.ts';
import { type EncodePngOptions, encodePng } from './png/encode-png.ts';
import { type EncodeTiffOptions, encodeTiff } from './tiff/encode-tiff.ts';
import { type ToImageOptions, toImageArray } from './to-image-array.ts';
import { type ToLabelOptions, toLabelArray } from './to-label-array.ts';

/**
 * Decodes an image file into tensors, one `[height, width, channels]` a page; see {@link decodeImages} and
 * {@link toImageArray}. The caller owns them; when a page is bad, none is made.
 * @throws ImageError
 */
export function decodeImageTensors(bytes: Uint8Array, options: DecodeOptions & ToImageOptions = {}): Image[] {
  return decodeImages(bytes, options)
    .map((page) => toImageArray(page, options))
    .map(imageFromArray);
}

/**
 * Decodes a label file into tensors, one `[height, width]` a page; see {@link decodeImages} and {@link toLabelArray}. The
 * caller owns them; when a page is bad, none is made.
 * @throws ImageError
 */
export function decodeLabelTensors(bytes: Uint8Array, options: DecodeOptions & ToLabelOptions = {}): Label[] {
  return decodeImages(bytes, options)
    .map((page) => toLabelArray(page, options))
    .map(labelFromArray);
}

/** Encodes an image tensor as PNG; see {@link encodePng}. The tensor stays the caller's. */
export async function encodePngTensor(image: Image, options: EncodePngOptions = {}): Promise<Uint8Array> {
  return encodePng(await imageToArray(image), options);
}

/** Encodes image tensors as one TIFF stack; see {@link encodeTiff}. The tensors stay the caller's. */
export async function encodeTiffTensors(
  images: readonly Image[],
  options: EncodeTiffOptions = {},
): Promise<Uint8Array> {
  return encodeTiff(await Promise.all(images.map(imageToArray)), options);
}
