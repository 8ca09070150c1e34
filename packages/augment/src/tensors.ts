import {
  type Image,
  imageFromArray,
  imageToArray,
  type Label,
  labelFromArray,
  labelToArray,
  type Random,
} from '@unet/tensor';
import type { AugmentOptions } from './augment-options.ts';
import { augmentWindow as augmentWindowArrays } from './augment-window.ts';
import { applyGreyValues as applyGreyValuesArray, type GreyValues } from './grey-values.ts';
import type { AugmentedWindow } from './window.ts';

/**
 * Cuts an augmented sample out of a whole slice; the array function of the same name in `@unet/augment/arrays` on tensors. The inputs
 * stay the caller's, the caller owns both results. Reads the whole slice from its backend: for many windows of one slice read it
 * once and use the array function.
 * @example
 * const sample = await augmentWindow({ image, label }, window, notebookAugmentation, random.fork(step));
 */
export async function augmentWindow(
  pair: { readonly image: Image; readonly label: Label },
  window: AugmentedWindow,
  options: AugmentOptions,
  random: Random,
): Promise<{ image: Image; label: Label }> {
  const [image, label] = await Promise.all([imageToArray(pair.image), labelToArray(pair.label)]);
  const sample = augmentWindowArrays({ image, label }, window, { ...options, random });
  return { image: imageFromArray(sample.image), label: labelFromArray(sample.label) };
}

/**
 * Changes grey values; the array function of the same name in `@unet/augment/arrays` on a tensor. The input stays the caller's, the
 * caller owns the result.
 * @example
 * const noisy = await applyGreyValues(image, drawGreyValues({ noise: 0.2 }, sample), sample);
 */
export async function applyGreyValues(image: Image, values: GreyValues, random: Random): Promise<Image> {
  return imageFromArray(applyGreyValuesArray(await imageToArray(image), values, { random }));
}
