import { checkImageArray, checkLabelArray, type ImageArray, type LabelArray, type Random } from '@unet/tensor/arrays';
import { checkOptions, checkProbability, checkRandom } from './checks.ts';
import { cropField } from './crop-field.ts';
import type { DisplacementField } from './displacement-field.ts';
import type { Boundary } from './mirror.ts';
import { type ElasticKind, randomField } from './random-field.ts';
import { type WarpImageOptions, warpImage } from './warp-image.ts';
import { type WarpLabelOptions, warpLabel } from './warp-label.ts';
import { zeroField } from './zero-field.ts';

/** How {@link elasticDeform} draws and samples. */
export interface ElasticDeformOptions {
  /** Drawn from once for the decision, then for the field if there is to be one. */
  readonly random: Random;
  /** How often there is a deformation at all, default 0.7. */
  readonly probability?: number;
  /** The field, default `{ kind: 'dense' }`: sigma 5, alpha 50, kernel 25. */
  readonly elastic?: ElasticKind;
  /** Default `bilinear`. */
  readonly imageInterpolation?: NonNullable<WarpImageOptions['interpolation']>;
  /** Default `nearest`. */
  readonly labelInterpolation?: NonNullable<WarpLabelOptions['interpolation']>;
  /** How image and label continue beyond their borders, default `symmetric`. */
  readonly boundary?: Boundary;
}

/**
 * Deforms an image and its label alike by one random field. A label smaller than the image, as valid convolutions give it, lies
 * about the image's centre and moves by the central part of the field; at its border it takes its own mirror image, since it
 * knows no more. (To keep the true classes there, cut image and label out of the whole slice with `origin`, as `@unet/augment` does.)
 * @returns new arrays, copies where there was no deformation
 * @throws TypeError or RangeError for an argument that cannot be
 * @example
 * const { image, label } = elasticDeform({ image: tile, label: classes }, { random: createRandom(7) });
 */
export function elasticDeform(
  pair: { readonly image: ImageArray; readonly label: LabelArray },
  options: ElasticDeformOptions,
): { image: ImageArray; label: LabelArray } {
  checkOptions('elasticDeform', 'pair', pair);
  checkImageArray('elasticDeform', 'image', pair.image);
  checkLabelArray('elasticDeform', 'label', pair.label);
  const { image, label } = pair;
  if (label.height > image.height || label.width > image.width) {
    throw new RangeError(
      `elasticDeform: label must not be larger than the image (${image.height} x ${image.width}), ` +
        `got ${label.height} x ${label.width}`,
    );
  }
  const field = drawField(image, options);
  const { imageInterpolation = 'bilinear', labelInterpolation = 'nearest', boundary = 'symmetric' } = options;
  return {
    image: warpImage(image, field, { interpolation: imageInterpolation, boundary }),
    label: warpLabel(label, cropField(field, label.height, label.width), {
      interpolation: labelInterpolation,
      boundary,
    }),
  };
}

function drawField(size: ImageArray, options: ElasticDeformOptions): DisplacementField {
  checkOptions('elasticDeform', 'options', options);
  const { random, probability = 0.7, elastic = { kind: 'dense' } } = options;
  checkRandom('elasticDeform', 'random', random);
  checkProbability('elasticDeform', 'probability', probability);
  // A uniform number is below 1, so that probability 1 always deforms and probability 0 never.
  if (random.uniform() >= probability) return zeroField(size.height, size.width);
  return randomField(elastic, size, random);
}
