import { type Image, imageFromArray, imageToArray, type Label, labelFromArray, labelToArray } from '@unet/tensor';
import type { DisplacementFieldArrays as DisplacementField } from './displacement-field.ts';
import { type ElasticDeformOptions, elasticDeform as elasticDeformArrays } from './elastic-deform.ts';
import { type WarpImageOptions, warpImage as warpImageArray } from './warp-image.ts';
import { type WarpLabelOptions, warpLabel as warpLabelArray } from './warp-label.ts';

/**
 * Warps an image by a displacement field; the array function of the same name in `@unet/elastic/arrays` on a tensor. The input
 * stays the caller's, the caller owns the result. For inputs only: no gradient flows through it.
 * @returns `[field.height, field.width, channels]`
 * @example
 * const warped = await warpImage(image, coarseField({ height: 572, width: 572, random }));
 */
export async function warpImage(image: Image, field: DisplacementField, options?: WarpImageOptions): Promise<Image> {
  return imageFromArray(warpImageArray(await imageToArray(image), field, options));
}

/**
 * Warps a class map by a displacement field; the array function of the same name in `@unet/elastic/arrays` on a tensor. The input
 * stays the caller's, the caller owns the result.
 * @returns `[field.height, field.width]`
 * @example
 * const moved = await warpLabel(label, field, { interpolation: 'bilinear' });
 */
export async function warpLabel(label: Label, field: DisplacementField, options?: WarpLabelOptions): Promise<Label> {
  return labelFromArray(warpLabelArray(await labelToArray(label), field, options));
}

/**
 * Deforms an image and its label alike by one random field; the array function of the same name in `@unet/elastic/arrays` on
 * tensors. The inputs stay the caller's, the caller owns both results.
 * @example
 * const deformed = await elasticDeform({ image, label }, { random: createRandom(7) });
 */
export async function elasticDeform(
  pair: { readonly image: Image; readonly label: Label },
  options: ElasticDeformOptions,
): Promise<{ image: Image; label: Label }> {
  const [image, label] = await Promise.all([imageToArray(pair.image), labelToArray(pair.label)]);
  const deformed = elasticDeformArrays({ image, label }, options);
  return { image: imageFromArray(deformed.image), label: labelFromArray(deformed.label) };
}
