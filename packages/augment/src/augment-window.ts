import { cropField, warpImage, warpLabel } from '@unet/elastic/arrays';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { checkImageArray, checkLabelArray, checkObject, checkSameSize } from '@unet/tensor/internal';
import type { DrawOptions } from './augment-options.ts';
import { checkDrawOptions } from './check-options.ts';
import { copyImageWindow, copyLabelWindow } from './copy-window.ts';
import { fieldOf, movesNothing, settleGeometry } from './draw-geometry.ts';
import { changeGreyValues, greyValuesOf } from './grey-values.ts';
import { type AugmentedWindow, settleWindow } from './window.ts';

/**
 * Cuts an augmented sample out of a whole slice. All geometric steps are one displacement field over the window with its margin,
 * by which image and label are resampled once, from the whole slice and its mirror images: no seams at the window's border, and
 * no blur from repeated interpolation. The label moves by the central part of the same field. Grey values change afterwards.
 *
 * Where nothing is moved the result is an exact copy. The same slice, window, options and seed give the same sample.
 * @param pair the whole slice, image and label of one size; left as they are. `cells` is a further plane, such as the numbers of the
 *   cells in the whole slice, that moves with the label but always by the nearest pixel, so that no number changes
 * @param options which steps, see `AugmentOptions`; `quickAugmentation`, `notebookAugmentation`, `paperAugmentation`,
 *   `noAugmentation`; and `random`, a new fork for each sample
 * @returns a new image of (height + 2 margin) x (width + 2 margin) and a new label of (height + 2 labelMargin) x
 *   (width + 2 labelMargin), with `cells` of the label's size if there were any
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range
 * @example
 * const window = { row: 0, column: 124, height: 388, width: 388, margin: 92 };
 * const sample = augmentWindow({ image, label }, window, { ...paperAugmentation, random: random.fork(step) });
 */
export function augmentWindow(
  pair: { readonly image: ImageArray; readonly label: LabelArray; readonly cells?: LabelArray },
  window: AugmentedWindow,
  options: DrawOptions,
): { image: ImageArray; label: LabelArray; cells?: LabelArray } {
  const where = 'augmentWindow';
  checkPair(where, pair);
  const { image: imageWindow, label: labelWindow, whole } = settleWindow(where, window);
  checkDrawOptions(where, options);
  const { random, imageInterpolation = 'bilinear', labelInterpolation = 'nearest', boundary = 'symmetric' } = options;
  const geometry = settleGeometry(options, random);
  let image: ImageArray;
  let moveLabel: (label: LabelArray, interpolation: 'nearest' | 'bilinear') => LabelArray;
  if (movesNothing(geometry)) {
    image = copyImageWindow(pair.image, imageWindow, boundary);
    moveLabel = (label) => copyLabelWindow(label, labelWindow, boundary);
  } else {
    const field = fieldOf(geometry, whole, random);
    const part = (size: typeof whole): typeof field =>
      size.height === whole.height && size.width === whole.width ? field : cropField(field, size);
    image = warpImage(pair.image, part(imageWindow), {
      interpolation: imageInterpolation,
      boundary,
      origin: { row: imageWindow.row, column: imageWindow.column },
    });
    const labelField = part(labelWindow);
    const origin = { row: labelWindow.row, column: labelWindow.column };
    moveLabel = (label, interpolation) => warpLabel(label, labelField, { interpolation, boundary, origin });
  }
  const label = moveLabel(pair.label, labelInterpolation);
  changeGreyValues(image.data, greyValuesOf(options, random), random);
  return pair.cells === undefined ? { image, label } : { image, label, cells: moveLabel(pair.cells, 'nearest') };
}

function checkPair(where: string, pair: Parameters<typeof augmentWindow>[0]): void {
  checkObject(where, 'pair', pair, '{ image, label }');
  const { image, label, cells } = pair;
  checkImageArray(where, 'image', image);
  checkLabelArray(where, 'label', label);
  checkSameSize(where, 'label', label, 'image', image);
  if (cells === undefined) return;
  checkLabelArray(where, 'cells', cells);
  checkSameSize(where, 'cells', cells, 'image', image);
}
