import { clone, tidy } from '@tensorflow/tfjs-core';
import type { Image, Label } from '@unet/tensor';
import { checkImage, checkLabel, checkObject } from '@unet/tensor/internal';
import { type ElasticDeformOptions, settleDeformation } from '../elastic-deform.ts';
import { sizeOf } from './check-field.ts';
import { cropField } from './crop-field.ts';
import { drawElastic } from './random-field.ts';
import { warpImage } from './warp-image.ts';
import { warpLabel } from './warp-label.ts';

/**
 * Deforms an image and its label alike by one random field. A label smaller than the image, as valid convolutions give it, lies
 * about the image's centre and moves by the central part of the field; at its border it takes its own mirror image, since it
 * knows no more. (To keep the true classes there, cut image and label out of the whole slice with `origin`, as `@unet/augment` does.)
 *
 * Computed on the device; synchronous, nothing is read from it. The same seed deforms as `elasticDeform` of `@unet/elastic/arrays` does.
 * @param pair image and label; they stay the caller's
 * @returns new tensors that the caller owns, also where there was no deformation
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range or a label larger than the image
 * @example
 * const deformed = elasticDeform({ image, label }, { random: createRandom(7) });
 */
export function elasticDeform(
  pair: { readonly image: Image; readonly label: Label },
  options: ElasticDeformOptions,
): { image: Image; label: Label } {
  const where = 'elasticDeform';
  checkObject(where, 'pair', pair, '{ image, label }');
  const { image, label } = pair;
  checkImage(where, 'image', image);
  checkLabel(where, 'label', label);
  const deformation = settleDeformation(where, options, sizeOf(image), sizeOf(label));
  const { elastic } = deformation;
  if (elastic === undefined) return { image: clone(image), label: clone(label) };
  return tidy(() => {
    const field = drawElastic(elastic, sizeOf(image), options.random);
    return {
      image: warpImage(image, field, deformation.image),
      label: warpLabel(label, cropField(field, sizeOf(label)), deformation.label),
    };
  });
}
