import { cropField, warpImage, warpLabel } from '@unet/elastic/arrays';
import { checkImageArray, checkLabelArray, type ImageArray, type LabelArray, type Random } from '@unet/tensor/arrays';
import type { AugmentOptions } from './augment-options.ts';
import { checkAugmentOptions } from './check-options.ts';
import { checkInteger, checkObject, checkRandom } from './checks.ts';
import { drawGeometry } from './draw-geometry.ts';
import { changeGreyValues, drawGreyValues } from './grey-values.ts';

/** Where a sample lies in its slice. */
export interface AugmentedWindow {
  /** Top row of the label's rectangle in the slice; it may lie outside. */
  readonly row: number;
  /** Left column of the label's rectangle in the slice; it may lie outside. */
  readonly column: number;
  /** Rows of the label. */
  readonly height: number;
  /** Columns of the label. */
  readonly width: number;
  /** Context of the image on every side, in pixels: 92 for the original U-Net. Default 0. */
  readonly margin?: number;
}

/**
 * Cuts an augmented sample out of a whole slice. All geometric steps are one displacement field over the window with its margin,
 * by which image and label are resampled once, from the whole slice and its mirror images: no seams at the window's border, and
 * no blur from repeated interpolation. The label moves by the central part of the same field. Grey values change afterwards.
 *
 * Without any augmentation the result is an exact copy. The same slice, window, options and seed give the same sample.
 * @param pair the whole slice, image and label of one size; left as they are
 * @param options which steps, see {@link AugmentOptions}; `quickAugmentation`, `referenceAugmentation`, `paperAugmentation`, `noAugmentation`
 * @param random every quantity comes from a fork of it with a name of its own, and it does not advance: pass a new fork for each
 *   sample, or all samples are augmented alike
 * @returns a new image of (height + 2 margin) x (width + 2 margin) and a new label of height x width
 * @throws TypeError or RangeError for an argument that cannot be
 * @example
 * const window = { row: 0, column: 124, height: 388, width: 388, margin: 92 };
 * const sample = augmentWindow({ image, label }, window, referenceAugmentation, random.fork(step));
 */
export function augmentWindow(
  pair: { readonly image: ImageArray; readonly label: LabelArray },
  window: AugmentedWindow,
  options: AugmentOptions,
  random: Random,
): { image: ImageArray; label: LabelArray } {
  const where = 'augmentWindow';
  checkPair(where, pair);
  checkWindow(where, window);
  checkAugmentOptions(where, options);
  checkRandom(where, random);
  const { row, column, height, width, margin = 0 } = window;
  const { imageInterpolation = 'bilinear', labelInterpolation = 'nearest', boundary = 'symmetric' } = options;
  const field = drawGeometry(options, { height: height + 2 * margin, width: width + 2 * margin }, random);
  const image = warpImage(pair.image, field, {
    interpolation: imageInterpolation,
    boundary,
    origin: { row: row - margin, column: column - margin },
  });
  const label = warpLabel(pair.label, cropField(field, height, width), {
    interpolation: labelInterpolation,
    boundary,
    origin: { row, column },
  });
  changeGreyValues(image.data, drawGreyValues(options, random), random);
  return { image, label };
}

function checkPair(where: string, pair: { readonly image: ImageArray; readonly label: LabelArray }): void {
  checkObject(where, 'pair', pair);
  const { image, label } = pair;
  checkImageArray(where, 'image', image);
  checkLabelArray(where, 'label', label);
  if (label.height !== image.height || label.width !== image.width) {
    throw new RangeError(
      `${where}: label must have the image's size (${image.height} x ${image.width}), got ${label.height} x ${label.width}`,
    );
  }
}

function checkWindow(where: string, window: AugmentedWindow): void {
  checkObject(where, 'window', window);
  checkInteger(where, 'window.row', window.row);
  checkInteger(where, 'window.column', window.column);
  checkInteger(where, 'window.height', window.height, 1);
  checkInteger(where, 'window.width', window.width, 1);
  checkInteger(where, 'window.margin', window.margin ?? 0, 0);
}
