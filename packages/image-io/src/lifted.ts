import { type Lifted, lift } from '@unet/tensor';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import * as arrays from './arrays.ts';

/**
 * Decodes an image file, PNG, JPEG or TIFF, into tensors: float32 `[height, width, channels]` in [0, 1], one a page. Options and errors
 * are those of `decodeImages` in `@unet/image-io/arrays`. The caller owns the tensors; when a page is bad, none is made.
 * @example
 * const [image] = await decodeImages(new Uint8Array(await response.arrayBuffer()), { channels: 1 });
 */
export const decodeImages: Lifted<typeof arrays.decodeImages> = lift('decodeImages', arrays.decodeImages, {});

/**
 * Decodes an image file, PNG, JPEG or TIFF, into label tensors: int32 `[height, width]`, one a page. Options and errors are those of
 * `decodeLabels` in `@unet/image-io/arrays`. The caller owns the tensors; when a page is bad, none is made.
 */
export const decodeLabels: Lifted<typeof arrays.decodeLabels> = lift('decodeLabels', arrays.decodeLabels, {});

/**
 * Reads an image or a label from its backend once and encodes it as PNG. Options and errors are those of `encodePng` in
 * `@unet/image-io/arrays`; of the probabilities of several classes, write one class or the class map. The tensor stays the caller's.
 * @example
 * const bytes = await encodePng(label, { classes: 2 });
 */
export const encodePng: Lifted<(image: ImageArray | LabelArray, options?: arrays.EncodePngOptions) => Uint8Array> =
  lift('encodePng', arrays.encodePng, { image: 'prediction' });

/**
 * Reads images or labels from their backend once and encodes them as one TIFF stack. Options and errors are those of `encodeTiff` in
 * `@unet/image-io/arrays`. The tensors stay the caller's.
 */
export const encodeTiff: Lifted<
  (images: readonly (ImageArray | LabelArray)[], options?: arrays.EncodeTiffOptions) => Uint8Array
> = lift('encodeTiff', arrays.encodeTiff, { images: ['prediction'] });
