import { tidy } from '@tensorflow/tfjs-core';
import { cropField, warpImage, warpLabel } from '@unet/elastic';
import { sizeOf } from '@unet/elastic/internal';
import type { Image, Label } from '@unet/tensor';
import { checkImage, checkLabel, checkObject, checkSameSize } from '@unet/tensor/internal';
import type { DrawOptions } from '../augment-options.ts';
import { checkDrawOptions } from '../check-options.ts';
import { movesNothing, settleGeometry } from '../draw-geometry.ts';
import { greyValuesOf } from '../grey-values.ts';
import { type AugmentedWindow, settleWindow } from '../window.ts';
import { copyWindow } from './copy-window.ts';
import { fieldOf } from './draw-geometry.ts';
import { changeGreyValues } from './grey-values.ts';

/**
 * Cuts an augmented sample out of a whole slice. All geometric steps are one displacement field over the window with its margin,
 * by which image and label are resampled once, from the whole slice and its mirror images: no seams at the window's border, and
 * no blur from repeated interpolation. The label moves by the central part of the same field. Grey values change afterwards.
 *
 * Where nothing is moved the result is an exact copy. Noise is drawn on the CPU, everything is computed on the device; synchronous, nothing
 * is read from it, and only the window's pixels are touched (`bicubic` filters the whole image). The same slice, window, options and seed
 * give the sample of `augmentWindow` in `@unet/augment/arrays`: grey values to 1e-4, classes wherever a sample is farther than 1e-3 pixels
 * from a tie.
 * @param pair the whole slice, image and label of one size; they stay the caller's. `cells` is a further plane, such as the numbers of
 *   the cells in the whole slice, that moves with the label but always by the nearest pixel, so that no number changes
 * @param options which steps, see `AugmentOptions`; `quickAugmentation`, `notebookAugmentation`, `paperAugmentation`,
 *   `noAugmentation`; and `random`, a new fork for each sample
 * @returns a new image of (height + 2 margin) x (width + 2 margin) and a new label of (height + 2 labelMargin) x
 *   (width + 2 labelMargin), with `cells` of the label's size if there were any; the caller owns them
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range
 * @example
 * const window = { row: 0, column: 124, height: 388, width: 388, margin: 92 };
 * const sample = augmentWindow({ image, label }, window, { ...paperAugmentation, random: random.fork(step) });
 */
export function augmentWindow(
  pair: { readonly image: Image; readonly label: Label; readonly cells?: Label },
  window: AugmentedWindow,
  options: DrawOptions,
): { image: Image; label: Label; cells?: Label } {
  const where = 'augmentWindow';
  checkPair(where, pair);
  const { image: imageWindow, label: labelWindow, whole } = settleWindow(where, window);
  checkDrawOptions(where, options);
  const { random, imageInterpolation = 'bilinear', labelInterpolation = 'nearest', boundary = 'symmetric' } = options;
  const geometry = settleGeometry(options, random);
  const greyValues = greyValuesOf(options, random);
  return tidy(() => {
    let image: Image;
    let moveLabel: (label: Label, interpolation: 'nearest' | 'bilinear') => Label;
    if (movesNothing(geometry)) {
      image = copyWindow(pair.image, imageWindow, boundary);
      moveLabel = (label) => copyWindow(label, labelWindow, boundary);
    } else {
      const field = fieldOf(geometry, whole, random);
      image = warpImage(pair.image, cropField(field, imageWindow), {
        interpolation: imageInterpolation,
        boundary,
        origin: { row: imageWindow.row, column: imageWindow.column },
      });
      const labelField = cropField(field, labelWindow);
      const origin = { row: labelWindow.row, column: labelWindow.column };
      moveLabel = (label, interpolation) => warpLabel(label, labelField, { interpolation, boundary, origin });
    }
    const label = moveLabel(pair.label, labelInterpolation);
    image = changeGreyValues(image, greyValues, random);
    return pair.cells === undefined ? { image, label } : { image, label, cells: moveLabel(pair.cells, 'nearest') };
  });
}

function checkPair(where: string, pair: Parameters<typeof augmentWindow>[0]): void {
  checkObject(where, 'pair', pair, '{ image, label }');
  const { image, label, cells } = pair;
  checkImage(where, 'image', image);
  checkLabel(where, 'label', label);
  checkSameSize(where, 'label', sizeOf(label), 'image', sizeOf(image));
  if (cells === undefined) return;
  checkLabel(where, 'cells', cells);
  checkSameSize(where, 'cells', sizeOf(cells), 'image', sizeOf(image));
}
