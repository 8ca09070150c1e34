import type { Boundary, ImageArray, LabelArray, Random, Size } from '@unet/tensor/arrays';
import {
  checkBoundary,
  checkFraction,
  checkImageArray,
  checkLabelArray,
  checkObject,
  checkOptions,
  checkRandom,
  checkWord,
} from '@unet/tensor/internal';
import { cropField } from './crop-field.ts';
import { type ElasticKind, type SettledElastic, settleElastic } from './elastic-kind.ts';
import { drawElastic } from './random-field.ts';
import { imageInterpolations, type WarpImageOptions, warpImage } from './warp-image.ts';
import { labelInterpolations, type WarpLabelOptions, warpLabel } from './warp-label.ts';

/** How {@link elasticDeform} draws and samples. */
export interface ElasticDeformOptions {
  /** Drawn from once for the decision, then for the field if there is to be one. */
  readonly random: Random;
  /** How often there is a deformation at all, default 1: always. */
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

/** {@link ElasticDeformOptions}, all settled. */
export interface Deformation {
  /** The field that was decided on; undefined where nothing is to be deformed. */
  readonly elastic: SettledElastic | undefined;
  readonly image: { readonly interpolation: 'bilinear' | 'bicubic'; readonly boundary: Boundary };
  readonly label: { readonly interpolation: 'nearest' | 'bilinear'; readonly boundary: Boundary };
}

/**
 * Deforms an image and its label alike by one random field. A label smaller than the image, as valid convolutions give it, lies
 * about the image's centre and moves by the central part of the field; at its border it takes its own mirror image, since it
 * knows no more. (To keep the true classes there, cut image and label out of the whole slice with `origin`, as `@unet/augment` does.)
 * @returns new arrays, copies where there was no deformation
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range or a label larger than the image
 * @example
 * const { image, label } = elasticDeform({ image: tile, label: classes }, { random: createRandom(7) });
 */
export function elasticDeform(
  pair: { readonly image: ImageArray; readonly label: LabelArray },
  options: ElasticDeformOptions,
): { image: ImageArray; label: LabelArray } {
  const where = 'elasticDeform';
  checkObject(where, 'pair', pair, '{ image, label }');
  const { image, label } = pair;
  checkImageArray(where, 'image', image);
  checkLabelArray(where, 'label', label);
  const deformation = settleDeformation(where, options, image, label);
  if (deformation.elastic === undefined) {
    return {
      image: { height: image.height, width: image.width, channels: image.channels, data: image.data.slice() },
      label: { height: label.height, width: label.width, data: label.data.slice() },
    };
  }
  const field = drawElastic(deformation.elastic, image, options.random);
  return {
    image: warpImage(image, field, deformation.image),
    label: warpLabel(label, cropField(field, label), deformation.label),
  };
}

/** Checks the options of `elasticDeform`, in either entry, and decides whether there is a deformation. */
export function settleDeformation(where: string, options: ElasticDeformOptions, image: Size, label: Size): Deformation {
  if (label.height > image.height || label.width > image.width) {
    throw new RangeError(
      `${where}: label must not be larger than the image, ${image.height} x ${image.width}, ` +
        `got ${label.height} x ${label.width}`,
    );
  }
  checkOptions(where, options, {
    random: true,
    probability: true,
    elastic: true,
    imageInterpolation: true,
    labelInterpolation: true,
    boundary: true,
  });
  const { random, probability = 1, elastic = { kind: 'dense' }, boundary = 'symmetric' } = options;
  const { imageInterpolation = 'bilinear', labelInterpolation = 'nearest' } = options;
  checkRandom(where, random);
  checkFraction(where, 'probability', probability);
  const settled = settleElastic(where, elastic, 'elastic');
  checkWord(where, 'imageInterpolation', imageInterpolation, imageInterpolations);
  checkWord(where, 'labelInterpolation', labelInterpolation, labelInterpolations);
  checkBoundary(where, boundary);
  return {
    // A uniform number is below 1, so that probability 1 always deforms and probability 0 never.
    elastic: random.uniform() < probability ? settled : undefined,
    image: { interpolation: imageInterpolation, boundary },
    label: { interpolation: labelInterpolation, boundary },
  };
}
